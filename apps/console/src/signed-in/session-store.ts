import { useSyncExternalStore } from 'react';
import { forgetDrafts } from './draft-store';

export interface OrgAccess {
  readonly orgId: number;
  readonly grants: readonly string[];
  /** The fields of `entityInfo` that requests of this person may hold; absent where no limit rules any out. */
  readonly places?: readonly string[];
}

/** How somebody came by their token. */
export type SignInKind = 'development' | 'oidc' | 'paste';

/** Who is signed in, and in which of their orgs they work. */
export interface Session {
  /** The same in every tab that it was handed to, and after it was renewed. */
  readonly id: string;
  readonly token: string;
  readonly via: SignInKind;
  readonly user: { readonly id: number; readonly name: string };
  readonly orgs: readonly OrgAccess[];
  readonly orgId: number;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

export type SessionEnd = 'signed-out' | 'expired';

/** Kept for this tab, and gone with it: never in localStorage, where every tab and every later visitor would find it. */
const PLACE = 'countersign.session';
/** As oidc-client-ts names what it keeps. */
export const PROVIDER_PREFIX = 'oidc.user:';
const listeners = new Set<() => void>();
let session = remembered();
let last: { readonly session: Session; readonly why: SessionEnd } | undefined;

export function currentSession(): Session | undefined {
  return session;
}

/** Why the last session ended, for the sign-in page. */
export function lastEnd(): SessionEnd | undefined {
  return last?.why;
}

/** The org that was last worked in, for whoever signs in again. */
export function lastOrgId(): number | undefined {
  return (session ?? last?.session)?.orgId;
}

/** Whose drafts are kept: of who is signed in, or will come back after their session has run out. */
export function draftOwner(): number | undefined {
  return (session ?? (last?.why === 'expired' ? last.session : undefined))?.user.id;
}

export function beginSession(begun: Session): void {
  forgetDrafts({ butOf: begun.user.id });
  session = begun;
  last = undefined;
  sessionStorage.setItem(PLACE, JSON.stringify(begun));
  tell();
}

/** @param isTold that it ended in another tab, which has told the identity provider */
export function endSession(why: SessionEnd, { isTold = false } = {}): void {
  if (!session) return;
  last = { session, why };
  session = undefined;
  sessionStorage.removeItem(PLACE);
  // What was typed waits for the same person to come back. What could get a new token does not.
  if (why === 'signed-out') forgetDrafts();
  if (why !== 'signed-out' || isTold) forgetProviderTokens();
  tell();
}

export function useSession(): Session | undefined {
  return useSyncExternalStore(subscribe, currentSession);
}

/** The same, heard of when it changes. */
export function useLastOrgId(): number | undefined {
  return useSyncExternalStore(subscribe, lastOrgId);
}

/** Whether the person has one of these grants in the org that they work in. The gateway decides; this only spares them dead ends. */
export function useGrant(...grants: readonly string[]): boolean {
  const own = useSession();
  const access = own?.orgs.find(({ orgId }) => orgId === own.orgId);
  return grants.some((grant) => access?.grants.some((held) => held === grant || (grant === 'CanCheckRequest' && held.startsWith(grant))));
}

function remembered(): Session | undefined {
  const text = sessionStorage.getItem(PLACE);
  if (text === null) return undefined;
  const stored = JSON.parse(text) as Session;
  return stored.expiresAt > Date.now() ? stored : undefined;
}

/** At a sign-out oidc-client-ts does this itself, after it has told the provider. */
function forgetProviderTokens(): void {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(PROVIDER_PREFIX)) sessionStorage.removeItem(key);
}

export function onSessionChange(listener: () => void): () => void {
  return subscribe(listener);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function tell(): void {
  for (const listener of listeners) listener();
}
