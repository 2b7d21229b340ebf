import type { AttemptView, DeliveryView, RequestHistory, TransitionView } from './history-view';
import { isolated } from '../display/visible-text';

/** One thing that happened to a request. */
export interface Moment {
  readonly key: string;
  readonly at: string;
  readonly what: string;
  readonly who?: string;
  readonly comment?: string;
  readonly kind: 'step' | 'attempt' | 'delivery';
  readonly tone: 'plain' | 'good' | 'bad' | 'unsure';
}

type Tone = Moment['tone'];

const STEPS: Readonly<Record<string, readonly [string, Tone]>> = {
  submitted: ['Asked for', 'plain'],
  'auto-approved': ['Approved by policy', 'good'],
  approval: ['Approved by one checker, others follow', 'good'],
  'approval-revoked': ['An approval was taken back: whoever gave it was revoked', 'unsure'],
  approved: ['Approved', 'good'],
  rejected: ['Rejected', 'bad'],
  'sent-back': ['Sent back', 'unsure'],
  withdrawn: ['Withdrawn', 'plain'],
  expired: ['Expired', 'plain'],
  executed: ['Carried out', 'good'],
  failed: ['Refused by the loyalty API', 'bad'],
  held: ['Held for an operator', 'unsure'],
  redispatched: ['Sent on its way again by an operator', 'plain'],
};

const ATTEMPTS: Readonly<Record<string, readonly [string, Tone]>> = {
  executed: ['carried out', 'good'],
  refused: ['refused', 'bad'],
  duplicate: ['the loyalty API had it already', 'plain'],
  retry: ['not taken; nothing took effect', 'plain'],
  'in-doubt': ['no answer; not known whether it took effect', 'unsure'],
  held: ['left to an operator', 'unsure'],
};

const DELIVERIES: Readonly<Record<DeliveryView['state'], readonly [string, Tone]>> = {
  due: ['is to be told', 'plain'],
  delivered: ['was told', 'good'],
  exhausted: ['could not be told', 'bad'],
  dropped: ['was not told: its endpoint is gone', 'plain'],
};

/** Everything that happened, oldest first. What has no time yet comes last. */
export function timelineOf({ transitions, attempts, deliveries }: RequestHistory): readonly Moment[] {
  const moments = [...transitions.map(step), ...attempts.map(attempt), ...deliveries.map(delivery)];
  return moments.sort((one, other) => (one.at === '' ? 1 : other.at === '' ? -1 : one.at.localeCompare(other.at)));
}

function step({ at, by, kind, comment }: TransitionView, index: number): Moment {
  const [what, tone] = STEPS[kind] ?? [kind.replaceAll('-', ' '), 'plain'];
  return {
    key: `step-${index}`,
    at,
    what,
    kind: 'step',
    tone,
    ...(by && { who: isolated(by.name) }),
    ...(comment !== undefined && comment !== '' && { comment }),
  };
}

function attempt({ n, startedAt, endedAt, outcome, code, status }: AttemptView): Moment {
  const [ended, tone] = outcome === undefined ? [undefined, 'plain' as const] : (ATTEMPTS[outcome] ?? [outcome, 'plain' as const]);
  const answer = [status === undefined ? '' : `HTTP ${status}`, code === undefined ? '' : `code ${isolated(code)}`]
    .filter((part) => part !== '')
    .join(', ');
  const how = ended ?? (endedAt === undefined ? 'under way' : 'ended');
  return {
    key: `attempt-${n}`,
    at: startedAt,
    what: `Call ${n} to the loyalty API: ${how}${answer === '' ? '' : ` (${answer})`}`,
    kind: 'attempt',
    tone,
  };
}

function delivery({ eventId, webHook, state, attempts, lastStatus, deliveredAt, nextAttemptAt, requestState }: DeliveryView): Moment {
  const [words, tone] = DELIVERIES[state];
  const tries = attempts > 1 ? `, ${attempts} tries` : '';
  const status = lastStatus === undefined ? '' : `, HTTP ${lastStatus}`;
  return {
    key: `delivery-${webHook.id}-${eventId}`,
    at: deliveredAt ?? nextAttemptAt ?? '',
    what: `“${isolated(webHook.name)}” ${words} of ${EVENT_WORDS[requestState] ?? requestState}${tries}${status}`,
    kind: 'delivery',
    tone: state === 'due' && attempts > 0 ? 'unsure' : tone,
  };
}

const EVENT_WORDS: Readonly<Record<string, string>> = {
  AdminTask: 'the request',
  approved: 'its success',
  failed: 'its failure',
  rejected: 'its rejection',
  withdrawn: 'its withdrawal',
  expired: 'its expiry',
};
