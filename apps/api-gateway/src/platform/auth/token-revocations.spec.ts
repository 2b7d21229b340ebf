import { type Actor } from '@countersign/engine';
import { SEEN_WITHIN_MS, TokenRevocations } from './token-revocations';

const person = (issuedAt?: Date): Actor => ({ userId: 1, name: 'one', orgs: new Map(), ...(issuedAt && { issuedAt }) });
const refused = { problems: [{ kind: 'no-permission' }] };

describe('TokenRevocations', () => {
  let now = 1_000_000;
  let revokedUpTo: Date | undefined;
  let looks: number;
  let revocations: TokenRevocations;
  beforeEach(() => {
    revokedUpTo = undefined;
    looks = 0;
    const lookUp = async () => {
      looks += 1;
      return revokedUpTo;
    };
    revocations = new TokenRevocations({ revokedUpTo: lookUp }, () => now);
  });

  it('refuses tokens issued up to the revocation, and takes later ones', async () => {
    revokedUpTo = new Date(500);
    await expect(revocations.refuseRevoked(person(new Date(500)), 0, true)).rejects.toMatchObject(refused);
    await expect(revocations.refuseRevoked(person(new Date(0)), 0, true)).rejects.toMatchObject(refused);
    await revocations.refuseRevoked(person(new Date(501)), 0, true);
  });

  it('takes a token that does not say when it was issued, until there is a revocation', async () => {
    await revocations.refuseRevoked(person(new Date(0)), 0, false);
  });

  it('looks again after a second where that is good enough, and each time where it is not', async () => {
    for (const mayLag of [true, true, false, true]) await revocations.refuseRevoked(person(new Date(1)), 0, mayLag);
    expect(looks).toBe(2);
    now += SEEN_WITHIN_MS;
    await revocations.refuseRevoked(person(new Date(1)), 0, true);
    expect(looks).toBe(3);
    await revocations.refuseRevoked(person(new Date(1)), 7, true);
    expect(looks).toBe(4);
  });

  it('sees at once what was revoked through this gateway', async () => {
    await revocations.refuseRevoked(person(new Date(1)), 0, true);
    revokedUpTo = new Date(2);
    revocations.forget(0, 1);
    await expect(revocations.refuseRevoked(person(new Date(1)), 0, true)).rejects.toMatchObject(refused);
  });

  it('asks nothing about API clients', async () => {
    await revocations.refuseRevoked(person(), 0, false);
    expect(looks).toBe(0);
  });
});
