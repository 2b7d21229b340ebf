import type { OutcomeView, RequestView } from '../api/request-view';
import { isolated } from '../display/visible-text';

/** How a request stands, told to people: what is known, what is not, and what happens next. */
export interface StatusWords {
  readonly tone: 'calm' | 'good' | 'bad' | 'unsure';
  readonly title: string;
  readonly text?: string;
}

const DO_NOT_ASK_AGAIN = 'Do not ask for it again: this page will show the outcome.';

/** @param timeOf how a time is told to whoever looks */
export function statusInWords({ state, userName, details }: RequestView, timeOf: (at: string) => string): StatusWords {
  const { outcome, expiresAt } = details;
  switch (state) {
    case 'AdminTask':
      return {
        tone: 'calm',
        title: 'Waiting for a checker',
        ...(expiresAt !== undefined && { text: `It expires ${timeOf(expiresAt)} if nobody has decided by then.` }),
      };
    case 'IntouchAPITask':
      return underWay(details, timeOf);
    case 'approved':
      return {
        tone: 'good',
        title: outcome?.partial === true ? 'Approved and done, in part' : 'Approved and done',
        ...said(outcome?.message),
      };
    case 'failed':
      return {
        tone: 'bad',
        title: 'Approved, but not carried out',
        text: `The loyalty API refused it: ${outcome === undefined ? 'it gave no reason' : outcomeInWords(outcome)}. Nothing took effect.`,
      };
    case 'rejected':
      return details.outcome?.kind === 'sent-back'
        ? {
            tone: 'unsure',
            title: 'Sent back to its maker',
            text: `${isolated(userName)} is asked to mend it and to submit it again. Nothing was carried out.`,
          }
        : { tone: 'bad', title: 'Rejected', text: 'Nothing was carried out.' };
    case 'withdrawn':
      return {
        tone: 'calm',
        title: 'Withdrawn',
        text: `${isolated(userName)} took it back before anybody decided${saidWhy(details.outcome?.message)}. Nothing was carried out.`,
      };
    case 'expired':
      return { tone: 'calm', title: 'Expired', text: 'Nobody decided in time. Nothing was carried out.' };
  }
}

function saidWhy(reason = ''): string {
  return reason === '' ? '' : `: “${isolated(reason)}”`;
}

function underWay({ executionState, nextAttemptAt, outcome }: RequestView['details'], timeOf: (at: string) => string): StatusWords {
  const next = nextAttemptAt === undefined ? 'soon' : timeOf(nextAttemptAt);
  switch (executionState) {
    case 'in-doubt':
      return {
        tone: 'unsure',
        title: 'Outcome not known yet',
        text: `We asked the loyalty API and got no answer. Nobody knows yet whether it took effect; we ask again ${next} with the same key. ${DO_NOT_ASK_AGAIN}`,
      };
    case 'needs-review':
      return { tone: 'unsure', title: 'An operator is finding out what happened', text: `${heldBecause(outcome)}${DO_NOT_ASK_AGAIN}` };
    case 'retrying':
      return {
        tone: 'calm',
        title: 'Approved. Waiting for the loyalty API',
        text: `It could not take the call just now. Nothing took effect so far; we try again ${next}.`,
      };
    default:
      return { tone: 'calm', title: 'Approved. Being executed…' };
  }
}

function heldBecause(outcome: RequestView['details']['outcome']): string {
  if (outcome === undefined || outcome.kind === 'unknown') return 'Nobody knows yet whether it took effect. ';
  return `It is held: ${outcomeInWords(outcome)} `;
}

function said(message: string | undefined): { text?: string } {
  return message === undefined || message === '' ? {} : { text: isolated(message) };
}

/** What the loyalty API said. */
function outcomeInWords({ message, code }: Pick<OutcomeView, 'message' | 'code'>): string {
  return `${isolated(message)}${code === undefined ? '' : ` (${isolated(code)})`}`;
}
