import type { Verdict } from '../api/request-view';

/** A verdict as a button says it, as a sentence tells it, and what it brings about. */
export const VERDICTS: Readonly<
  Record<Verdict, { readonly act: string; readonly done: string; readonly effect: string; readonly color: string }>
> = {
  approved: {
    act: 'Approve',
    done: 'approved',
    effect: 'What is approved is carried out at once and cannot be taken back here.',
    color: 'green',
  },
  rejected: { act: 'Reject', done: 'rejected', effect: 'Nothing is carried out. The maker reads your comment.', color: 'red' },
  'sent-back': {
    act: 'Send back',
    done: 'sent back',
    effect: 'Nothing is carried out. The maker is asked to mend it and to submit it again.',
    color: 'orange',
  },
};
