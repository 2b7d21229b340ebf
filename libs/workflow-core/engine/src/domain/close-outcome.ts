import type { StoredOutcome } from './stored-outcome';

type Closed =
  { readonly action: 'approve' | 'reject' | 'send-back' | 'expire' } | { readonly action: 'withdraw'; readonly reason?: string };

const SENT_BACK: StoredOutcome = {
  kind: 'sent-back',
  message: 'The checker sent it back: its maker may mend it and submit it again.',
  attempts: 0,
};

/** What is stored of how the wait for a checker ended, where the state alone does not tell. */
export function closeOutcome(close: Closed): StoredOutcome | undefined {
  if (close.action === 'send-back') return SENT_BACK;
  if (close.action !== 'withdraw' || close.reason === undefined) return undefined;
  return { kind: 'withdrawn', message: close.reason, attempts: 0 };
}
