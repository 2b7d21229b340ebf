import type { Review, ReviewedRequest } from './operation-views';
import type { ReviewWord } from './operations-queries';

/** What a person can do about a request on hold, and why no more than that. The gateway decides; this says it beforehand. */
export interface ReviewRights {
  /** The proposal that waits for a second person. */
  readonly open?: Review;
  readonly mayPropose: boolean;
  readonly words: readonly ReviewWord[];
  readonly why?: string;
}

export function rightsOf({ request, heldSince, reviews }: ReviewedRequest, personId: number): ReviewRights {
  const open = reviews.find(({ status }) => status === 'proposed');
  if (heldSince === undefined) return { mayPropose: false, words: [], why: 'This request is not on hold: there is nothing to resolve.' };
  const isMaker = request.userId === personId;
  if (!open)
    return isMaker
      ? { mayPropose: false, words: [], why: 'You asked for this request yourself. Two other operators say what became of it.' }
      : { mayPropose: true, words: [] };
  if (open.proposedBy.id === personId)
    return {
      open,
      mayPropose: false,
      words: ['withdraw'],
      why: 'You proposed this yourself, so you cannot confirm it. Another operator confirms or declines it; you can take it back.',
    };
  if (isMaker)
    return { open, mayPropose: false, words: [], why: 'You asked for this request yourself, so you cannot confirm what became of it.' };
  return { open, mayPropose: false, words: ['confirm', 'decline'] };
}
