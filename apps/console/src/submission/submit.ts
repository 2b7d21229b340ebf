import { call } from '../api/call';
import type { RequestView } from '../api/request-view';

export const REQUESTS_PATH = '/api_gateway/v2/request-workflow';

export interface SubmitCall {
  /** In the spelling of URLs. */
  readonly type: string;
  /** JSON; repeated byte for byte with the same key. */
  readonly text: string;
  readonly idempotencyKey: string;
  /** The ended request that is submitted again. */
  readonly resubmissionOf?: string;
  /** Answer at once, however the request is approved. */
  readonly isAsync?: boolean;
  readonly signal?: AbortSignal;
}

/** Submits; safe to repeat with the same key. @throws CallFailed */
export async function submit({ type, text, idempotencyKey, resubmissionOf, isAsync = false, signal }: SubmitCall): Promise<RequestView> {
  const path = resubmissionOf === undefined ? `${REQUESTS_PATH}/${type}` : `${REQUESTS_PATH}/requests/${resubmissionOf}/resubmit`;
  const answer = await call<{ data: RequestView }>(path, {
    method: 'POST',
    body: text,
    headers: { 'Idempotency-Key': idempotencyKey, ...(isAsync && { Prefer: 'respond-async' }) },
    ...(signal && { signal }),
  });
  return answer.data;
}
