import type { ProblemKind } from '@countersign/contract';

/** What only the gateway answers: a broken promise inside (`internal`), and calls that never arrived whole. */
export type AnsweredKind = ProblemKind | 'internal' | 'headers-too-large' | 'too-slow';

export interface CatalogueEntry {
  /** What clients switch on. */
  readonly code: number;
  /** HTTP status. */
  readonly status: number;
  readonly title: string;
  /** What the caller can do about it. */
  readonly remedy: string;
}

/** The one place that turns what went wrong into a code and an HTTP status; docs/error-codes.md is made of it. */
export const PROBLEM_CATALOGUE: Readonly<Record<AnsweredKind, CatalogueEntry>> = {
  'no-permission': {
    code: 2001,
    status: 403,
    title: 'A grant is missing',
    remedy: 'Have the grant that the message names given to you for this org, or for an id of the request’s entityInfo.',
  },
  'already-decided': {
    code: 2002,
    status: 409,
    title: 'The request no longer waits for this decision',
    remedy: 'Read the request; its state says how it ended.',
  },
  'org-missing': {
    code: 2005,
    status: 400,
    title: 'The org header is missing or malformed',
    remedy: 'Send X-CAP-API-AUTH-ORG-ID with the number of an org of your token.',
  },
  'unknown-request': {
    code: 2007,
    status: 404,
    title: 'There is nothing with this id in this org',
    remedy: 'Check the id, the type in the URL and the org header; what belongs to another org does not exist here.',
  },
  'wrong-action': {
    code: 2007,
    status: 400,
    title: 'The action is not known',
    remedy: 'Send actionName "AdminTask".',
  },
  'invalid-payload': {
    code: 2008,
    status: 400,
    title: 'Something in the call cannot be accepted',
    remedy: 'Mend what each error’s message and reference name; nothing was done.',
  },
  'unknown-type': {
    code: 2009,
    status: 404,
    title: 'The request type is not supported',
    remedy: 'Use one of the types in the API description (/openapi.json).',
  },
  'bad-sort-field': { code: 2011, status: 400, title: 'The list cannot be sorted by this', remedy: 'Use sortBy=startDate or endDate.' },
  'bad-sort-order': { code: 2012, status: 400, title: 'The sort order is not known', remedy: 'Use sortOrder=asc or desc.' },
  'not-authenticated': {
    code: 2013,
    status: 401,
    title: 'The access token is missing or not valid',
    remedy:
      'Get a new token; send it as X-CAP-UI-AUTH-TOKEN or as Authorization: Bearer. A program sends its own as CAP-API-ACCESS-TOKEN, or key and secret as Authorization: Basic. Who asks for a token checks key and secret.',
  },
  'earning-entity-invalid': {
    code: 2014,
    status: 400,
    title: 'The earning customer is missing or not valid',
    remedy: 'Send the customer’s id as a positive whole number.',
  },
  'points-invalid': {
    code: 2015,
    status: 400,
    title: 'The points are not valid or above the org’s cap',
    remedy: 'Send points within the limits that the message names.',
  },
  internal: {
    code: 2100,
    status: 500,
    title: 'Something failed inside',
    remedy:
      'Tell support the X-CAP-REQUEST-ID of the answer. A call that takes an Idempotency-Key is safely repeated with the same one; after another write, look first what became of it.',
  },
  'key-reused': {
    code: 2101,
    status: 422,
    title: 'The Idempotency-Key was used for something else',
    remedy: 'Use a new key for a new call.',
  },
  'key-in-progress': {
    code: 2102,
    status: 409,
    title: 'A call with this Idempotency-Key is under way',
    remedy: 'Repeat after the seconds in Retry-After.',
  },
  'digest-differs': {
    code: 2103,
    status: 409,
    title: 'The request is not what the checker saw',
    remedy: 'Read the request again, look at it, and decide with its payloadDigest.',
  },
  'body-too-large': { code: 2104, status: 413, title: 'The body is too large', remedy: 'Send at most 65,536 bytes.' },
  'rate-limited': {
    code: 2105,
    status: 429,
    title: 'Too many calls',
    remedy: 'Repeat after the seconds in Retry-After, with the same Idempotency-Key where the call takes one; nothing was done.',
  },
  unavailable: {
    code: 2106,
    status: 503,
    title: 'The service cannot do this right now',
    remedy: 'Repeat after the seconds in Retry-After, with the same Idempotency-Key where the call takes one.',
  },
  'media-type': {
    code: 2107,
    status: 415,
    title: 'The body is not plain JSON',
    remedy: 'Send Content-Type: application/json (charset=utf-8 at most), UTF-8 without a byte order mark, and no Content-Encoding.',
  },
  'no-such-route': { code: 2108, status: 404, title: 'There is no such route', remedy: 'See /docs for paths and methods.' },
  'wrong-state': {
    code: 2109,
    status: 409,
    title: 'It is not in a state in which this can be done',
    remedy: 'Read the request or the request type; the message says what it would take.',
  },
  'type-paused': {
    code: 2110,
    status: 409,
    title: 'The request type is paused',
    remedy: 'See GET /operations/request-types for since when, by whom and why; resume it first.',
  },
  'cap-reached': {
    code: 2111,
    status: 409,
    title: 'A daily cap of the approval policy is reached',
    remedy:
      'Ask for less, or again after midnight UTC; the reference names the cap. A request that is withdrawn or rejected leaves its room.',
  },
  'policy-stale': {
    code: 2112,
    status: 409,
    title: 'The policy was changed meanwhile',
    remedy: 'Read the policy again and propose anew, based on the version that is active now.',
  },
  'changed-meanwhile': {
    code: 2116,
    status: 409,
    title: 'It was changed since it was looked at',
    remedy: 'Read the webhook or API client again and propose anew; a proposal that is out of date can only be declined or withdrawn.',
  },
  erased: {
    code: 2130,
    status: 410,
    title: 'Personal data of this request was erased',
    remedy: 'Nothing can bring it back; the request still counts, and shows its state and times.',
  },
  'headers-too-large': {
    code: 2140,
    status: 431,
    title: 'The headers are too large',
    remedy: 'Send at most 16 kB of URL and headers together; a token with many grants may be too large.',
  },
  'too-slow': { code: 2141, status: 408, title: 'The call did not arrive in time', remedy: 'Send it again, faster; nothing was done.' },
  'duplicate-open-request': {
    code: 9028,
    status: 409,
    title: 'An open request already asks for the same',
    remedy: 'Decide or withdraw the request whose id is the reference.',
  },
  'same-customer-pending': {
    code: 9035,
    status: 409,
    title: 'Another request for this customer waits for a checker',
    remedy: 'Decide or withdraw the request whose id is the reference.',
  },
  'amount-beyond-limit': {
    code: 9059,
    status: 400,
    title: 'The amount is beyond what anybody may approve',
    remedy: 'Ask for no more than the highest band of the approval policy.',
  },
  'self-approval': {
    code: 9051,
    status: 403,
    title: 'Nobody decides on what they asked for',
    remedy: 'Have another person with the grant decide.',
  },
};
