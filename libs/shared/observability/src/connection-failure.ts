/** Why a connection to somebody else's server failed, each with its words for people. */
export const CONNECTION_FAILURES = {
  'host-unknown': 'its host name is not known',
  'host-lookup-failed': 'its host name could not be looked up',
  'connection-refused': 'nothing listens at its address and port',
  'no-route': 'there is no way to its address',
  'connect-timeout': 'no connection came about in time',
  'connection-reset': 'it broke the connection before it answered',
  'certificate-expired': 'its certificate has expired',
  'certificate-not-yet-valid': 'its certificate is not valid yet',
  'certificate-revoked': 'its certificate has been revoked',
  'certificate-untrusted': 'its certificate is signed by nobody who is trusted here',
  'certificate-host-mismatch': 'its certificate is for another host name',
  'tls-version': 'it offers no version of TLS that is safe',
  'tls-failed': 'the TLS handshake failed',
  'not-http': 'what it answered is not HTTP',
  'headers-too-large': 'the headers of its answer are too large',
} as const;
export type ConnectionFailure = keyof typeof CONNECTION_FAILURES;

/** By the code of an error of Node, OpenSSL or undici; the first that fits tells. */
const BY_CODE: readonly (readonly [RegExp, ConnectionFailure])[] = [
  [/^ENOTFOUND$|^ENODATA$/, 'host-unknown'],
  [/^EAI_|^EDNS$/, 'host-lookup-failed'],
  [/^ECONNREFUSED$/, 'connection-refused'],
  [/^E(?:HOST|NET)UNREACH$|^EADDRNOTAVAIL$/, 'no-route'],
  [/^UND_ERR_CONNECT_TIMEOUT$|^ETIMEDOUT$/, 'connect-timeout'],
  [/^CERT_HAS_EXPIRED$/, 'certificate-expired'],
  [/^CERT_NOT_YET_VALID$/, 'certificate-not-yet-valid'],
  [/^CERT_REVOKED$/, 'certificate-revoked'],
  [/^ERR_TLS_CERT_ALTNAME_INVALID$/, 'certificate-host-mismatch'],
  [/^SELF_SIGNED|^DEPTH_ZERO|^UNABLE_TO_|^CERT_|^INVALID_CA$|^ERR_TLS_CERT/, 'certificate-untrusted'],
  [/PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL|NO_PROTOCOLS_AVAILABLE|VERSION_TOO_LOW/, 'tls-version'],
  [/^EPROTO$|^ERR_SSL_|^ERR_TLS_/, 'tls-failed'],
  [/HEADERS?_OVERFLOW/, 'headers-too-large'],
  [/^HPE_|^HTTPParserError$/, 'not-http'],
  [/^ECONNRESET$|^EPIPE$|^UND_ERR_SOCKET$|^ECONNABORTED$/, 'connection-reset'],
];

/** `undefined` where nobody can tell from the error. */
export function connectionFailure(error: unknown): ConnectionFailure | undefined {
  for (let one = error; typeof one === 'object' && one !== null; one = 'cause' in one ? one.cause : undefined) {
    const code = 'code' in one && typeof one.code === 'string' ? one.code : 'name' in one ? String(one.name) : '';
    const known = BY_CODE.find(([pattern]) => pattern.test(code));
    if (known) return known[1];
  }
  return undefined;
}
