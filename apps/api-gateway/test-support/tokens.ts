import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { SignJWT } from 'jose';
import { type AuthConfig, DEVELOPMENT_ISSUER } from '../src/platform/auth/auth.config';

const pair = generateKeyPairSync('ed25519');

/** A key pair that no other test run has. */
export const signingKey: KeyObject = createPrivateKey(pair.privateKey.export({ type: 'pkcs8', format: 'pem' }));
export const verificationKey: KeyObject = createPublicKey(pair.publicKey.export({ type: 'spki', format: 'pem' }));

export const authConfig: AuthConfig = {
  key: { kind: 'public-key', key: verificationKey },
  algorithms: ['EdDSA'],
  issuer: DEVELOPMENT_ISSUER,
  audience: 'countersign',
  leewaySeconds: 30,
  maxLifetimeSeconds: 86_400,
  tokenType: 'jwt',
  claims: { userId: 'sub', name: 'name', orgs: 'orgs' },
};

export interface TestPerson {
  readonly id: number;
  readonly name: string;
  readonly orgs: Readonly<Record<string, readonly unknown[]>>;
}

/** A token as the identity provider would sign it, valid for five minutes. @param issuedAt seconds since 1970 */
export function tokenOf({ id, name, orgs }: TestPerson, issuedAt?: number): Promise<string> {
  return new SignJWT({ name, orgs })
    .setProtectedHeader({ alg: 'EdDSA' })
    .setSubject(String(id))
    .setIssuer(DEVELOPMENT_ISSUER)
    .setAudience('countersign')
    .setIssuedAt(issuedAt)
    .setExpirationTime('5m')
    .sign(signingKey);
}

/** The header of somebody who signed in then. */
export async function signedIn(who: TestPerson, issuedAt: number): Promise<Record<string, string>> {
  return { 'x-cap-ui-auth-token': await tokenOf(who, issuedAt) };
}

const person = (id: number, name: string, ...grants: unknown[]): TestPerson => ({ id, name, orgs: { '0': grants } });

export const MAKER = person(1001, 'maker.one', 'CanMakeRequest');
export const OTHER_MAKER = person(1002, 'maker.two', 'CanMakeRequest');
export const CHECKER = person(2001, 'checker.one', 'CanCheckRequest');
export const OTHER_CHECKER = person(2002, 'checker.two', 'CanCheckRequest');
export const CONFIGURATOR = person(3001, 'configurator.one', 'CanConfigureWorkflows', 'CanReadRequests');
export const OTHER_CONFIGURATOR = person(3002, 'configurator.two', 'CanConfigureWorkflows', 'CanReadRequests');
export const OPERATOR = person(5001, 'operator.one', 'CanOperateWorkflows');
export const OTHER_OPERATOR = person(5002, 'operator.two', 'CanOperateWorkflows');
export const THIRD_OPERATOR = person(5003, 'operator.three', 'CanOperateWorkflows');
export const MAKER_AND_OPERATOR = person(5004, 'both.two', 'CanMakeRequest', 'CanOperateWorkflows');
export const STORE_OPERATOR = person(5005, 'operator.store', { grant: 'CanOperateWorkflows', storeIds: ['50682288'] });
export const MAKER_AND_CHECKER = person(4001, 'both.one', 'CanMakeRequest', 'CanCheckRequest');
export const STRANGER: TestPerson = { id: 9001, name: 'stranger', orgs: { '7': ['CanMakeRequest', 'CanCheckRequest'] } };
