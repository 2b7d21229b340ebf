import type { RequestView } from '../api/request-view';

interface WarningWords {
  readonly title: string;
  readonly words: string;
}

/** That something else of the same customer is much like it. The page finds it by itself, and alone tells of it. */
export const ALIKE = 'something alike';
export const ALIKE_WORDS = 'Something much like it was asked for lately for the same customer';

const WORDS: Readonly<Record<string, WarningWords>> = {
  'maker-revoked': {
    title: 'Maker revoked',
    words: 'Whoever asked for this was revoked after that. Make sure that it is still wanted.',
  },
  'own-policy': {
    title: 'Maker’s own policy',
    words: 'The policy would have approved this, but its maker proposed or approved that policy.',
  },
  'same-customer-pending': {
    title: 'Another one waiting',
    words: 'When this was asked for, another request for the same customer was waiting.',
  },
};

/**
 * What the gateway warns of, by name, while the request waits.
 * @param known what it was found to warn of at other times: none is surely the newest one, and no warning goes away meanwhile
 */
export function warningsOf({ state, details }: RequestView, known: readonly string[] = []): readonly string[] {
  return state === 'AdminTask' ? [...new Set([...(details.approval.warnings ?? []), ...known])] : [];
}

/** A newer gateway may warn of what this page has no words for: that is told by its name. */
export function wordsOf(name: string): WarningWords {
  return WORDS[name] ?? { title: `Look twice: ${name}`, words: `The gateway warns of “${name}”. Ask somebody what it means.` };
}
