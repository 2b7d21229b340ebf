/** Columns of results: a file that we made can be mended and uploaded again, and each row still says what became of it. */
export const RESULT_PREFIX = 'Upload: ';
export const RESULT_COLUMNS = ['line', 'result', 'request', 'state', 'why', 'key'].map((name) => `${RESULT_PREFIX}${name}`);
export const SUBMITTED = 'submitted';
export const UNKNOWN = 'not known';

const REQUEST_ID = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i;

/** What a row of a file of results says about itself, whatever else was changed in it since. */
export type EarlierTry =
  /** It was submitted, as that request. */
  | { readonly kind: 'submitted'; readonly requestId?: string }
  /** No answer came: it is repeated by the same key. */
  | { readonly kind: 'unknown'; readonly key: string };

export function earlierTryOf(header: readonly string[], cells: readonly string[]): EarlierTry | undefined {
  const cell = (name: string) => cells[header.indexOf(`${RESULT_PREFIX}${name}`)] ?? '';
  const requestId = cell('request');
  if (cell('result') === SUBMITTED || REQUEST_ID.test(requestId))
    return { kind: 'submitted', ...(REQUEST_ID.test(requestId) && { requestId: requestId.toLowerCase() }) };
  return cell('result') === UNKNOWN && cell('key') !== '' ? { kind: 'unknown', key: cell('key') } : undefined;
}
