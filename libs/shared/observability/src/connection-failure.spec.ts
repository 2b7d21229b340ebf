import { CONNECTION_FAILURES, type ConnectionFailure, connectionFailure } from './connection-failure';

const coded = (code: string, cause?: Error): Error => Object.assign(new Error('failed', { cause }), { code });

describe('why a connection failed', () => {
  it.each<[string, ConnectionFailure]>([
    ['ENOTFOUND', 'host-unknown'],
    ['EAI_AGAIN', 'host-lookup-failed'],
    ['ECONNREFUSED', 'connection-refused'],
    ['EHOSTUNREACH', 'no-route'],
    ['UND_ERR_CONNECT_TIMEOUT', 'connect-timeout'],
    ['CERT_HAS_EXPIRED', 'certificate-expired'],
    ['CERT_NOT_YET_VALID', 'certificate-not-yet-valid'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'certificate-untrusted'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'certificate-untrusted'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'certificate-untrusted'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'certificate-host-mismatch'],
    ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'tls-version'],
    ['ERR_SSL_UNSUPPORTED_PROTOCOL', 'tls-version'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls-failed'],
    ['UND_ERR_HEADERS_OVERFLOW', 'headers-too-large'],
    ['HPE_HEADER_OVERFLOW', 'headers-too-large'],
    ['HPE_INVALID_CONSTANT', 'not-http'],
    ['UND_ERR_SOCKET', 'connection-reset'],
  ])('%s is %s, in words of its own', (code, failure) => {
    expect(connectionFailure(coded(code))).toBe(failure);
    expect(CONNECTION_FAILURES[failure]).toMatch(/ /);
  });

  it('is looked for in what caused an error, and is not guessed', () => {
    expect(connectionFailure(new Error('fetch failed', { cause: coded('ECONNREFUSED') }))).toBe('connection-refused');
    expect(connectionFailure(new Error('?'))).toBeUndefined();
    expect(connectionFailure('no error')).toBeUndefined();
  });
});
