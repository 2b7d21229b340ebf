import type { RequestState } from './request-state';

/** A request as the rules of resubmissions see it. */
export interface Resubmittable {
  readonly state: RequestState;
  readonly requester: { readonly id: number };
}

export type ResubmissionRefusal = 'not-maker' | 'still-open' | 'approved' | 'failed';

/**
 * What speaks against its maker asking again: all of it is for good once the request has ended. What has failed was approved once
 * and is replayed by an operator, so that the two ways cannot both be taken.
 */
export function refuseResubmission({ state, requester }: Resubmittable, callerId: number): ResubmissionRefusal | undefined {
  if (requester.id !== callerId) return 'not-maker';
  switch (state) {
    case 'rejected':
    case 'withdrawn':
    case 'expired':
      return undefined;
    case 'approved':
    case 'failed':
      return state;
    default:
      return 'still-open';
  }
}
