import { NOBODYS_HASH, SecretHasher } from './secret-hash';

describe('SecretHasher', () => {
  const hasher = new SecretHasher();

  it('knows a secret again by its hash, and no other', async () => {
    const hash = await hasher.hash('cs_one');
    expect(hash).toMatch(/^scrypt\$15\$8\$1\$[\w-]{22}\$[\w-]{43}$/);
    expect(hash).not.toContain('cs_one');
    expect(await hasher.verify('cs_one', hash)).toBe(true);
    expect(await hasher.verify('cs_One', hash)).toBe(false);
    expect(await hasher.verify('', NOBODYS_HASH)).toBe(false);
  });

  it('has another hash for the same secret each time', async () => {
    expect(await hasher.hash('cs_one')).not.toBe(await hasher.hash('cs_one'));
  });

  it('refuses a stored hash that asks for more memory than there is', async () => {
    await expect(hasher.verify('x', 'scrypt$30$8$1$c2FsdA$aGFzaA')).rejects.toThrow('stored secret hash');
    await expect(hasher.verify('x', 'plain')).rejects.toThrow('stored secret hash');
  });

  it('lets 18 in and turns the others away, and takes more when they are done', async () => {
    const own = new SecretHasher();
    const results = await Promise.allSettled(Array.from({ length: 25 }, () => own.hash('x')));
    const refused = results.filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(7);
    expect(refused[0]).toMatchObject({ reason: { problems: [{ kind: 'unavailable' }], retryAfterSeconds: 1 } });
    expect(await own.hash('x')).toMatch(/^scrypt/);
  });
});
