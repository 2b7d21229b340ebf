import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server';

export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  readonly text: string;
}

interface ReplyError extends Error {
  responseCode?: number;
}

/** A real mail server on this machine. It knows nobody called `unknown`, and asks whoever writes to `later` to come again. */
export class MailServer {
  readonly mails: ReceivedMail[] = [];
  /** Recipients that were not taken. */
  refused = 0;
  private takesAll = false;
  private readonly server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    onRcptTo: ({ address }, _session, done) => {
      done(this.judge(address));
    },
    onData: (stream, { envelope: { mailFrom, rcptTo } }, done) => {
      void read(stream).then((text) => {
        this.mails.push({ from: mailFrom === false ? '' : mailFrom.address, to: rcptTo.map(({ address }) => address), text });
        done();
      });
    },
  });

  private constructor() {
    this.server.on('error', () => undefined);
  }

  /** Listens on a free port of this machine. */
  static async start(): Promise<MailServer> {
    const started = new MailServer();
    started.server.listen(0, '127.0.0.1');
    await once(started.server.server, 'listening');
    return started;
  }

  get port(): number {
    return (this.server.server.address() as AddressInfo).port;
  }

  acceptAll(): void {
    this.takesAll = true;
  }

  forget(): void {
    this.mails.length = 0;
    this.refused = 0;
    this.takesAll = false;
  }

  stop(): Promise<void> {
    return new Promise((resolve) => {
      this.server.close(resolve);
    });
  }

  private judge(address: string): ReplyError | undefined {
    if (this.takesAll || !/^(unknown|later)@/.test(address)) return undefined;
    this.refused++;
    const isForGood = address.startsWith('unknown@');
    return Object.assign(new Error(isForGood ? 'no such mailbox' : 'come again later'), { responseCode: isForGood ? 550 : 451 });
  }
}

async function read(stream: SMTPServerDataStream): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
