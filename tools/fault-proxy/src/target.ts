/** Where a proxy leads to. */
export interface Target {
  readonly host: string;
  readonly port: number;
}

const USUAL_PORTS: Readonly<Record<string, number>> = {
  'http:': 80,
  'https:': 443,
  'postgres:': 5432,
  'postgresql:': 5432,
  'redis:': 6379,
};

/** @throws TypeError when the URL names no port and its scheme has no usual one */
export function targetOf(url: string): Target {
  const { protocol, hostname, port } = new URL(url);
  const number = port === '' ? USUAL_PORTS[protocol] : Number(port);
  if (number === undefined) throw new TypeError(`The target ${protocol}//${hostname} has no port.`);
  return { host: hostname.replace(/^\[|\]$/g, ''), port: number };
}

/** The same URL, credentials and path included, at another place. */
export function urlAt(url: string, { host, port }: Target): string {
  const moved = new URL(url);
  moved.hostname = host;
  moved.port = String(port);
  // A URL with a bare host gets a slash from the parser, which a base URL must not have.
  return url.endsWith('/') ? moved.href : moved.href.replace(/\/$/, '');
}
