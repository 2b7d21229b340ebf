import type { LoyaltyResponse } from '@countersign/contract';

/** Headers of an answer that are kept and shown; anything else may hold what nobody should see. */
const KEPT_HEADERS = ['status_code', 'success', 'fail', 'x-cap-request-id', 'uri_path', 'content-type'] as const;

/** The documented form of `IntouchAPITask_Output`; the body stays the loyalty API's own text. */
export function answerText({ status, headers }: LoyaltyResponse, bodyText: string): string {
  const kept = Object.fromEntries(KEPT_HEADERS.flatMap((name) => (headers[name] === undefined ? [] : [[name, [headers[name]]]])));
  return `{"status":${status},"headers":${JSON.stringify(kept)},"body":${bodyText}}`;
}
