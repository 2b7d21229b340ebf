import fc from 'fast-check';
import { GRANTS } from '@countersign/engine';
import { CHECKER, CONFIGURATOR, MAKER, OPERATOR, STORE_OPERATOR, STRANGER, type TestPerson } from '../tokens';

/** May do anything in the org; two of them, since much takes a second person. */
export const ALL_ROUNDERS: readonly TestPerson[] = [6001, 6002].map((id) => ({ id, name: `all.${id}`, orgs: { '0': [...GRANTS] } }));

/** Absent is a call without a token. Strangers are of another org, and name this one. */
export const CALLERS: readonly (TestPerson | undefined)[] = [
  ...Array.from({ length: 6 }, () => ALL_ROUNDERS).flat(),
  MAKER,
  CHECKER,
  CONFIGURATOR,
  OPERATOR,
  STORE_OPERATOR,
  STRANGER,
  undefined,
];

/** Once in so many calls. */
const rarely = (values: readonly string[], calls = 40) =>
  fc.oneof({ weight: calls - 1, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: fc.constantFrom(...values) });

/** Headers as clients, proxies and attackers send them. No call waits for an outcome: none is ever executed here. */
export function headersOf(hasBody: boolean): fc.Arbitrary<Readonly<Record<string, string>>> {
  return fc
    .record({
      'content-type': hasBody ? contentTypes : rarely(['application/json', 'text/plain']),
      'x-cap-api-auth-org-id': fc.oneof({ weight: 30, arbitrary: fc.constant('0') }, { weight: 1, arbitrary: fc.constantFrom(...ORGS) }),
      'idempotency-key': fc.oneof(
        { weight: 4, arbitrary: fc.constant(undefined) },
        { weight: 2, arbitrary: fc.nat(200).map((key) => `key-${key}`) },
        { weight: 1, arbitrary: fc.constantFrom(...KEYS) },
      ),
      'x-cap-ui-auth-token': rarely(TOKENS, 80),
      authorization: rarely(['Basic dGlsbDpwYXNz', 'Bearer', 'Bearer x', 'bearer a.b.c', 'Negotiate x']),
      prefer: fc.constantFrom('respond-async', 'wait=0', 'wait=0, respond-async', 'respond-async; wait=1', 'wait=x,respond-async'),
      traceparent: rarely(TRACES),
      accept: rarely(['application/xml', '*/*', 'text/html;q=1e9', ',,,']),
      'x-http-method-override': rarely(['DELETE', 'PUT', 'GET']),
      'x-forwarded-for': rarely(['127.0.0.1', 'unknown', '::1, 10.0.0.1', "'; --"]),
      'x-forwarded-host': rarely(['evil.example.com']),
      'x-original-url': rarely(['/operations/journal']),
      'accept-encoding': rarely(['gzip', 'identity;q=0', 'zstd']),
      range: rarely(['bytes=0-0', 'bytes=-1']),
      'if-none-match': rarely(['*', 'W/"0"']),
      'content-encoding': rarely(['gzip', 'br'], 80),
    })
    .map((given) => Object.fromEntries(Object.entries(given).filter((entry): entry is [string, string] => typeof entry[1] === 'string')));
}

const contentTypes = fc.oneof(
  { weight: 40, arbitrary: fc.constant('application/json') },
  { weight: 1, arbitrary: fc.constantFrom('application/json; charset=utf-8', 'APPLICATION/JSON', 'application/json;charset="UTF-8"') },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '',
      'application/json; charset=utf-16',
      'application/json; charset=',
      'application/jsonx',
      'application/problem+json',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'text/plain',
      'application/xml',
      'x',
      ';',
    ),
  },
);
const ORGS = ['', '7', '-1', '0x0', '00', ' 0', '0,0', '٠', '9'.repeat(15), '9'.repeat(16), "0' or 1=1", '1e3'];
const KEYS = ['', ' ', 'a b', 'é', 'k'.repeat(255), 'k'.repeat(256), "';--", '\t'];
const TOKENS = ['', 'x', 'a.b.c', 'eyJhbGciOiJub25lIn0.e30.', `eyJhbGciOiJFZERTQSJ9.${'e'.repeat(20_000)}.x`, '../../key', 'é'];
const TRACES = ['00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01', '00-0-0-00', 'x'.repeat(5_000), '00-' + '0'.repeat(32) + '-'];
