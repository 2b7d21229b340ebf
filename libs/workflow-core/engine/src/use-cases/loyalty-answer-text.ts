import type { LoyaltyResponse } from '@countersign/contract';

/** Headers of an answer that are kept and shown, as the documents spell them; anything else may hold what nobody should see. */
const KEPT_HEADERS = ['status_code', 'success', 'fail', 'X-CAP-REQUEST-ID', 'uri_path', 'content-type'] as const;

/** The documented form of `IntouchAPITask_Output`; the body stays the loyalty API's own text. */
export function answerText({ status, headers }: LoyaltyResponse, bodyText: string): string {
  const kept = KEPT_HEADERS.flatMap((name) => {
    const value = headers[name.toLowerCase()];
    return value === undefined ? [] : [[name, [value]] as const];
  });
  return `{"status":${status},"headers":${JSON.stringify(Object.fromEntries(kept))},"body":${bodyText}}`;
}
