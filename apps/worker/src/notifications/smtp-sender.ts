import { getSystemErrorName } from 'node:util';
import type { NotificationClass } from '@countersign/engine';
import { CONNECTION_FAILURES, type ConnectionFailure, connectionFailure } from '@countersign/observability';
import { createTransport } from 'nodemailer';
import type { SmtpSettings } from '../config/smtp-settings';
import type { MailText } from './mail-text';

export interface SentMail {
  readonly class: NotificationClass;
  /** Of a failure: its code, and the server's reply code. Never the server's words, which repeat the address. */
  readonly code?: string;
  /** The same in words for operators, where they are known. */
  readonly reason?: string;
}

const CONNECTIONS = 4;
const CONNECT_MS = 5_000;
const SILENCE_MS = 10_000;
/** Whatever the server does; well within the lease, and within the time that a stop may take. */
const LONGEST_MS = 15_000;

/** Hands e-mails to one mail server. */
export class SmtpSender {
  private readonly transport;

  constructor(
    private readonly settings: SmtpSettings,
    private readonly longestMs = LONGEST_MS,
  ) {
    const { host, port, secure, requireTls, credentials } = settings;
    this.transport = createTransport({
      pool: true,
      maxConnections: CONNECTIONS,
      host,
      port,
      secure,
      requireTLS: requireTls,
      ...(credentials && { auth: { user: credentials.user, pass: credentials.password } }),
      connectionTimeout: CONNECT_MS,
      greetingTimeout: CONNECT_MS,
      socketTimeout: SILENCE_MS,
      disableFileAccess: true,
      disableUrlAccess: true,
      tls: { minVersion: 'TLSv1.2' },
    });
    // Each e-mail tells its own failure.
    this.transport.on('error', () => undefined);
  }

  /** Never rejects. A server that does not answer in time may have taken the e-mail: it is sent again all the same. */
  async send(address: string, { subject, text, messageId }: MailText): Promise<SentMail> {
    const { from } = this.settings;
    const sending = this.transport.sendMail({
      from,
      to: { name: '', address },
      envelope: { from, to: [address] },
      subject,
      text,
      messageId,
      headers: { 'Auto-Submitted': 'auto-generated' },
    });
    return this.inTime(sending.then((): SentMail => ({ class: 'sent' }), failure));
  }

  close(): void {
    this.transport.close();
  }

  private async inTime(sending: Promise<SentMail>): Promise<SentMail> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<SentMail>((resolve) => {
      timer = setTimeout(() => {
        resolve({ class: 'failed', code: 'LATE', reason: 'it did not answer in time' });
      }, this.longestMs);
    });
    const end = await Promise.race([sending, late]);
    clearTimeout(timer);
    return end;
  }
}

interface SmtpFailure {
  readonly code?: unknown;
  readonly command?: unknown;
  readonly responseCode?: unknown;
}

function failure(error: unknown): SentMail {
  const { code, command, responseCode } = (typeof error === 'object' && error !== null ? error : {}) as SmtpFailure;
  const isOfAddress = code === 'EENVELOPE' && command === 'RCPT TO' && typeof responseCode === 'number' && responseCode >= 500;
  const words = [code, responseCode].filter((part) => typeof part === 'string' || typeof part === 'number').join(' ');
  const reason = reasonOf(error, code);
  return { class: isOfAddress ? 'refused' : 'failed', code: words, ...(reason !== undefined && { reason }) };
}

/** By nodemailer's own codes, where the connection itself does not tell. */
const REASONS: Readonly<Record<string, string>> = {
  EAUTH: 'it refuses our user or password',
  ENOAUTH: 'it asks for a user and password, and none are set',
  ETLS: 'no TLS connection came about',
  EDNS: 'its host name could not be looked up',
  ETIMEDOUT: 'it did not answer in time',
  ESOCKET: 'no connection came about, or it broke',
  ECONNECTION: 'no connection came about, or it broke',
  EENVELOPE: 'it refuses the sender or the receiver',
  EMESSAGE: 'it refuses the message',
  EPROTOCOL: 'what it answers is not SMTP',
};

/** nodemailer puts a code of its own in the place of the one that tells; errno and message stay. */
const BY_MESSAGE: readonly (readonly [RegExp, ConnectionFailure])[] = [
  [/certificate has expired/i, 'certificate-expired'],
  [/does not match certificate/i, 'certificate-host-mismatch'],
  [/self[- ]signed|unable to (?:get|verify)/i, 'certificate-untrusted'],
];

function reasonOf(error: unknown, code: unknown): string | undefined {
  const failed = failureOf(error);
  return failed ? CONNECTION_FAILURES[failed] : typeof code === 'string' ? REASONS[code] : undefined;
}

function failureOf(error: unknown): ConnectionFailure | undefined {
  const { errno, message } = error as Partial<NodeJS.ErrnoException>;
  const byNumber = errno === undefined || errno >= 0 ? undefined : connectionFailure({ code: getSystemErrorName(errno) });
  return byNumber ?? connectionFailure(error) ?? BY_MESSAGE.find(([pattern]) => pattern.test(message ?? ''))?.[1];
}
