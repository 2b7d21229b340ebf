/** Of HTTP between two hosts, and the sender's own name. */
const OF_THE_CONNECTION: ReadonlySet<string> = new Set([
  ...['host', 'connection', 'keep-alive', 'transfer-encoding', 'te', 'trailer', 'upgrade', 'expect', 'http2-settings', 'via'],
  ...['user-agent', 'date', 'max-forwards'],
]);
/** Beside all that begin with `content-`: they say what the bytes of the body are. */
const OF_THE_BODY: ReadonlySet<string> = new Set(['digest', 'repr-digest', 'want-digest', 'mime-version', 'signature', 'signature-input']);
const PREFIXES = ['content-', 'webhook-', 'proxy-'];

/**
 * Whether the sender alone decides of a header of a delivery, in whatever case it is written: what frames the call, what describes the
 * body, and what tells a receiver whom to trust.
 */
export function isHeaderOfSender(name: string): boolean {
  const lower = name.toLowerCase();
  return OF_THE_CONNECTION.has(lower) || OF_THE_BODY.has(lower) || PREFIXES.some((prefix) => lower.startsWith(prefix));
}
