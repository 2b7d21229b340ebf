import type { RequestView } from '../api/request-view';

interface WarningWords {
  readonly title: string;
  readonly words: string;
}

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
 * @param lookedUp what it was found to warn of at another time: neither is surely the newer one, and no warning goes away meanwhile
 */
export function warningsOf({ state, details }: RequestView, lookedUp: readonly string[] = []): readonly string[] {
  return state === 'AdminTask' ? [...new Set([...(details.approval.warnings ?? []), ...lookedUp])] : [];
}

/** A newer gateway may warn of what this page has no words for: that is told by its name. */
export function wordsOf(name: string): WarningWords {
  return WORDS[name] ?? { title: `Look twice: ${name}`, words: 'The gateway warns of it. Ask somebody what it means.' };
}
