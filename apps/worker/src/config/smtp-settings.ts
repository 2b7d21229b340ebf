/** A mail server and how it is spoken to. */
export interface SmtpSettings {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte; otherwise by STARTTLS, which is insisted on unless the server is on this machine. */
  readonly secure: boolean;
  readonly requireTls: boolean;
  readonly credentials?: { readonly user: string; readonly password: string };
  readonly from: string;
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;
const SUBMISSIONS_PORT = 465;
const SUBMISSION_PORT = 587;

/** Nothing else of the URL than scheme, host, port and credentials has a meaning, so that no option can weaken the connection. */
export function smtpSettings(url: string, from: string): SmtpSettings {
  const { protocol, hostname, port, username, password } = new URL(url);
  const secure = protocol === 'smtps:';
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? (secure ? SUBMISSIONS_PORT : SUBMISSION_PORT) : Number(port),
    secure,
    requireTls: !secure && !LOOPBACK.test(hostname),
    ...(username !== '' && { credentials: { user: decodeURIComponent(username), password: decodeURIComponent(password) } }),
    from,
  };
}
