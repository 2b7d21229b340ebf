import { createPublicKey } from 'node:crypto';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { jwtVerify } from 'jose';
import { issueToken } from './access-token';
import { ensureIssuerKeys } from './key-pair';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'countersign-issuer-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

const subject = { userId: 100_101, name: 'maya.maker', orgId: 0, grants: ['CanMakeRequest'] as const };

describe('the development issuer', () => {
  it('signs what its public key verifies, with the claims that the gateway reads', async () => {
    const keys = await ensureIssuerKeys(folder);
    const token = await issueToken(keys, subject);
    const publicKey = createPublicKey(await readFile(keys.publicKeyFile, 'utf8'));
    const { payload } = await jwtVerify(token, publicKey, { issuer: 'countersign-development', audience: 'countersign' });
    expect(payload).toMatchObject({ sub: '100101', name: 'maya.maker', orgs: { 0: ['CanMakeRequest'] } });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(12 * 3600);
  });

  it('keeps its keys, so that tokens outlive a restart', async () => {
    const first = await ensureIssuerKeys(folder);
    const second = await ensureIssuerKeys(folder);
    expect(second.privateKey.equals(first.privateKey)).toBe(true);
  });

  it('has one key however many processes ask for it first', async () => {
    const [first, ...others] = await Promise.all(Array.from({ length: 5 }, () => ensureIssuerKeys(folder)));
    expect(others.every(({ privateKey }) => first !== undefined && privateKey.equals(first.privateKey))).toBe(true);
  });

  it('lets nobody else read the keys', async () => {
    await ensureIssuerKeys(folder);
    const modes = await Promise.all(['private.pem', 'public.pem'].map(async (file) => (await stat(path.join(folder, file))).mode & 0o777));
    expect(modes).toEqual([0o600, 0o600]);
  });
});
