import { useSyncExternalStore } from 'react';

export interface OrgAccess {
  readonly orgId: number;
  readonly grants: readonly string[];
}

/** Who is signed in, and in which of their orgs they work. */
export interface Session {
  readonly token: string;
  readonly user: { readonly id: number; readonly name: string };
  readonly orgs: readonly OrgAccess[];
  readonly orgId: number;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

export type SessionEnd = 'signed-out' | 'expired';

/** Of this tab alone, and gone with it: never in localStorage, where every tab and every later visitor would find it. */
const PLACE = 'countersign.session';
const listeners = new Set<() => void>();
let session = remembered();
let ended: SessionEnd | undefined;

export function currentSession(): Session | undefined {
  return session;
}

/** Why the last session ended, for the sign-in page. */
export function lastEnd(): SessionEnd | undefined {
  return ended;
}

export function beginSession(begun: Session): void {
  session = begun;
  ended = undefined;
  sessionStorage.setItem(PLACE, JSON.stringify(begun));
  tell();
}

export function endSession(why: SessionEnd): void {
  if (!session) return;
  session = undefined;
  ended = why;
  sessionStorage.removeItem(PLACE);
  tell();
}

export function useSession(): Session | undefined {
  return useSyncExternalStore(subscribe, currentSession);
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
