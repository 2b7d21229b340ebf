/** Where a submission holds what the maker asks for. */
const PAYLOAD_KEY = 'IntouchAPITask-Payload';
export const PAYLOAD_POINTER = `/payload/${PAYLOAD_KEY}`;
export const ENTITY_INFO_POINTER = '/entityInfo';

/** The body of a submission, as the API documents it. */
export interface Submission {
  readonly entityInfo: unknown;
  readonly payload: { readonly [PAYLOAD_KEY]: unknown };
}

export function submissionOf(payload: unknown, entityInfo: unknown): Submission {
  return { entityInfo, payload: { [PAYLOAD_KEY]: payload } };
}
