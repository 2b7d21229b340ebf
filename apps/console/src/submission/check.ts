import { call } from '../api/call';
import type { Problem } from '../api/problem';
import type { RequestSummary, State } from '../api/request-view';

/** Another request that asks for the same and took effect, or may still do so. */
export interface Duplicate {
  readonly sameBy: 'reference' | 'content';
  /** Absent where the person may not read it. */
  readonly requestId?: string;
  readonly state?: State;
  readonly createdAt?: string;
  /** False: it has the same reference and asks for something else. Absent where nothing can be said. */
  readonly sameContent?: boolean;
  readonly amount?: number;
}

/** What the request asks for that stands in the way. */
export type OpenContent = Required<Pick<Duplicate, 'sameContent'>> & Pick<Duplicate, 'amount'>;

export interface Warning {
  readonly message: string;
  /** Id of the request that it is about. */
  readonly reference?: string;
}

export type PolicyVerdict =
  | { readonly kind: 'auto' }
  | {
      readonly kind: 'checker';
      readonly quorum?: number;
      readonly levels?: readonly { readonly grant: string; readonly checkers: number }[];
    }
  | { readonly kind: 'refused'; readonly reason: string };

/** What would become of a submission. Nothing was written. */
export interface CheckResult {
  readonly ok: boolean;
  readonly summary?: RequestSummary;
  readonly verdict?: PolicyVerdict;
  /** Name of what is asked for, as of now; repeating a submission under it doubles nothing. */
  readonly identity?: string;
  /** At most one request with the same one may be open. */
  readonly openKey?: string;
  /** Absent where the person may not read that request. */
  readonly open?: OpenContent;
  readonly duplicates?: readonly Duplicate[];
  readonly warnings?: readonly Warning[];
  readonly errors?: readonly Problem[];
}

/** The most submissions that one call may hold. */
export const MOST_CHECKED_AT_ONCE = 100;

/** Judges submissions as they would be judged now, in their order. @param submissions JSON of each */
export async function checkSubmissions(
  type: string,
  submissions: readonly string[],
  signal?: AbortSignal,
): Promise<readonly CheckResult[]> {
  const answer = await call<{ data: { results: readonly CheckResult[] } }>(`/v3/requestTypes/${type}/check`, {
    method: 'POST',
    body: `{"requests":[${submissions.join(',')}]}`,
    ...(signal && { signal }),
  });
  return answer.data.results;
}
