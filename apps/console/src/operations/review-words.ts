import type { ReviewWord } from './operations-queries';

interface Words {
  readonly button: string;
  readonly told: string;
  readonly then: string;
}

/** What each word of a second operator, or of the first one who takes theirs back, is called and does. */
export const REVIEW_WORDS: Readonly<Record<ReviewWord, Words>> = {
  confirm: { button: 'Confirm', told: 'Confirmed.', then: 'It takes effect at once and cannot be undone.' },
  decline: { button: 'Decline', told: 'Declined.', then: 'The request stays on hold, and somebody can propose anew.' },
  withdraw: { button: 'Take it back', told: 'Taken back.', then: 'The request stays on hold, and somebody can propose anew.' },
};
