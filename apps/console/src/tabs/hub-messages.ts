import type { Change, LiveState } from '../api/change-stream';
import type { Session } from '../signed-in/session-store';
import type { Unfinished } from './unfinished';

/** A session as one tab hands it to another: with what an identity provider gave to renew it. */
export interface SharedSession {
  readonly session: Session;
  /** Entries of the tab's own storage, by key. */
  readonly provider: Readonly<Record<string, string>>;
}

/** From a tab to what all tabs of this browser share. */
export type ToHub =
  | { readonly kind: 'has-session'; readonly shared: SharedSession | undefined; readonly receipt?: number }
  /** The person in this tab signed out: so they are in every tab of the same session. */
  | { readonly kind: 'signed-out'; readonly sessionId: string }
  | { readonly kind: 'ask-session'; readonly receipt: number; readonly sessionId?: string }
  /** Somebody has just done something here. */
  | { readonly kind: 'used' }
  /** The headers of the stream that this tab wants to hear, said anew every few seconds; absent: none. */
  | { readonly kind: 'listen'; readonly headers?: Readonly<Record<string, string>> }
  /** What is unfinished in this tab: whenever that changes, and anew every few seconds while there is anything. */
  | { readonly kind: 'unfinished'; readonly unfinished: Unfinished }
  | { readonly kind: 'bye' };

export type FromHub =
  | { readonly kind: 'answer'; readonly receipt: number; readonly shared?: SharedSession }
  | { readonly kind: 'renewed'; readonly shared: SharedSession }
  | { readonly kind: 'ended' }
  /** Told anew every few seconds: a tab that hears nothing knows that nothing is live. */
  | { readonly kind: 'live'; readonly state: LiveState }
  | { readonly kind: 'changed'; readonly changes: readonly Change[] }
  | { readonly kind: 'missed' }
  /** What is unfinished in the other tabs of the same session. */
  | { readonly kind: 'unfinished-elsewhere'; readonly unfinished: Unfinished };

/** So often a tab that listens or has something unfinished and the hub tell each other that they are there. */
export const BEAT_MS = 2_000;
/** After so long without a word the other one is gone. */
export const SILENCE_MS = 8_000;
/** After so long what was unfinished in a silent tab is gone with it: browsers let a hidden tab speak once a minute. */
export const GONE_MS = 150_000;
