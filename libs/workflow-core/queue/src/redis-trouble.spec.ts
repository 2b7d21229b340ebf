import { redisTroubleWords } from './redis-trouble';

function failing(message: string, code?: string, cause?: Error): Error {
  return Object.assign(new Error(message, { cause }), code === undefined ? {} : { code });
}

describe('what is said of a Redis that fails', () => {
  it.each([
    [failing('WRONGPASS invalid username-password pair or user is disabled.'), 'it refuses our user or password'],
    [failing('NOAUTH Authentication required.'), 'it refuses our user or password'],
    [failing("NOPERM User worker has no permissions to run the 'evalsha' command"), 'our user may not do what the queue needs'],
    [failing('MOVED 3999 10.0.0.2:6381'), 'it is a node of a cluster that does not take our keys'],
    [failing('CLUSTERDOWN Hash slot not served'), 'it is a node of a cluster that does not take our keys'],
    [
      failing("MISCONF Redis is configured to save RDB snapshots, but it's currently unable to persist to disk."),
      'it cannot save and takes no writes',
    ],
    [
      failing('self-signed certificate in certificate chain', 'SELF_SIGNED_CERT_IN_CHAIN'),
      'nobody whom we trust has signed its certificate',
    ],
    [
      failing('unable to verify the first certificate', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'),
      'nobody whom we trust has signed its certificate',
    ],
    [failing('Hostname/IP does not match', 'ERR_TLS_CERT_ALTNAME_INVALID'), 'its certificate is for another host name'],
    [failing('certificate has expired', 'CERT_HAS_EXPIRED'), 'its certificate has expired'],
    [failing('wrong version number', 'ERR_SSL_WRONG_VERSION_NUMBER'), 'the TLS handshake failed'],
    [failing('getaddrinfo ENOTFOUND redis.example', 'ENOTFOUND'), 'its host name is not known'],
    [failing('Command timed out'), 'it does not answer in time'],
    [failing('Redis did not take the jobs', undefined, failing('connect ECONNREFUSED', 'ECONNREFUSED')), 'nothing listens at its address'],
  ])('%s: %s', (error, words) => {
    expect(redisTroubleWords(error)).toBe(words);
  });

  it('is nothing where nobody knows why', () => {
    expect(redisTroubleWords(failing('something else'))).toBeUndefined();
  });
});
