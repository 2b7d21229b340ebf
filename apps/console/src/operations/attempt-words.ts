import type { AttemptClass, LoyaltyAttempt, Resolution, Review } from './operation-views';
import { isolated } from '../display/visible-text';

const OUTCOMES: Readonly<Record<AttemptClass, string>> = {
  executed: 'Done',
  refused: 'Refused',
  duplicate: 'Said to be done before',
  retry: 'Did not arrive, to be sent again',
  'in-doubt': 'No answer that says whether it took effect',
  hold: 'Put on hold',
  lost: 'The worker was lost around the call',
  tampered: 'Not sent: the stored payload is not what was approved',
};

/** What a call to the loyalty API came to. */
export function attemptOutcome(attempt: LoyaltyAttempt): string {
  return OUTCOMES[attempt.class];
}

/** What was answered: HTTP status and code, or that nothing came. */
export function attemptAnswer({ httpStatus, code }: LoyaltyAttempt): string {
  const status = httpStatus === null ? 'no answer' : `HTTP ${httpStatus}`;
  return code === null ? status : `${status}, ${isolated(code)}`;
}

/** Where somebody finds out what became of a request that is held for this code. */
export function whereToLook(code: string | undefined): string {
  switch (code) {
    case 'payload-changed':
      return 'The stored payload is not what was approved, and nothing was sent. Find out who writes to the database.';
    case '3002':
      return 'The programme is not set up for goodwill, and nothing was applied. Look at its expiry strategy.';
    case 'in-doubt-after-restore':
      return 'The database was restored from a backup. Look whether the loyalty API shows the effect from before.';
    case 'worker-lost':
    case 'timeout':
    case 'connection-reset':
      return 'The answer was lost. Look at the loyalty API’s own record of the customer, around the time of the call.';
    default:
      return 'Look whether the customer shows the effect in the loyalty API.';
  }
}

export const RESOLUTION_WORDS: Readonly<Record<Resolution, { readonly label: string; readonly when: string; readonly then: string }>> = {
  executed: {
    label: 'It took effect',
    when: 'The loyalty API shows the effect.',
    then: 'Once confirmed, the request counts as approved and done.',
  },
  'not-executed': {
    label: 'It did not take effect, and is not wanted any more',
    when: 'It surely did not take effect.',
    then: 'Once confirmed, the request counts as failed.',
  },
  retry: {
    label: 'It did not take effect: send it again',
    when: 'It surely did not take effect. Sent twice, it may take effect twice.',
    then: 'Once confirmed, it is sent again at once.',
  },
};

const STATUS: Readonly<Record<Review['status'], string>> = {
  proposed: 'waits for a second person',
  confirmed: 'confirmed',
  declined: 'declined',
  withdrawn: 'taken back',
};

export function reviewStatus({ status, decidedBy }: Review): string {
  return decidedBy ? `${STATUS[status]} by ${isolated(decidedBy.name)}` : STATUS[status];
}
