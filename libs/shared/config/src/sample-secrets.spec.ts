import { weakAuthorizationProblem, weakSecretProblem, weakUrlPasswordProblem } from './sample-secrets';

const basic = (pair: string) => `Basic ${Buffer.from(pair).toString('base64')}`;

describe('secrets for production', () => {
  it.each([
    'secret',
    'changeme',
    'change-me',
    'Change_Me!',
    'change-me-please-now',
    'password',
    'Password123',
    'postgres',
    'countersign',
    'admin2026',
    'hunter2',
    '',
    '12345678901234',
    'your-secret-goes-here',
    'xxxxxxxxxxxxxxxx',
    'aaaaaaaaaaaaaaaaaaaa',
    'abababababababab',
    'tooShort1',
  ])('refuse %j', (secret) => {
    const problem = weakSecretProblem(secret);
    expect(problem).toMatch(/^expected a secret/);
    if (secret !== 'secret' && secret.length > 2) expect(problem).not.toContain(secret);
  });

  it.each(['kV3v9Qm2xT7p', 'd41d8cd98f00b204e9800998ecf8427e', 'correct horse battery staple', 'mein-Geheimnis-fuer-2026'])(
    'take %j',
    (secret) => {
      expect(weakSecretProblem(secret)).toBeUndefined();
    },
  );

  it('are looked for in URLs, encoded or not', () => {
    expect(weakUrlPasswordProblem('postgresql://countersign:change-me@db/countersign')).toBeDefined();
    expect(weakUrlPasswordProblem('postgresql://countersign:%63hange-me@db/countersign')).toBeDefined();
    expect(weakUrlPasswordProblem('redis://:kV3v9Qm2xT7p@redis:6379')).toBeUndefined();
    expect(weakUrlPasswordProblem('redis://redis:6379')).toBeUndefined();
    expect(weakUrlPasswordProblem('redis://:100%25kV3v9Qm2xT7p@redis:6379')).toBeUndefined();
  });

  it('are looked for in Authorization headers', () => {
    for (const header of ['Basic change-me', 'Bearer change-me', 'change-me', basic('till.1:secret'), basic('till.1:'), 'Bearer short'])
      expect(weakAuthorizationProblem(header)).toBeDefined();
    for (const header of [basic('till.1:d41d8cd98f00b204e9800998ecf8427e'), 'Bearer kV3v9Qm2xT7pLw0z'])
      expect(weakAuthorizationProblem(header)).toBeUndefined();
  });
});
