import { callForText } from '../api/call';
import { REQUESTS_PATH, type RequestView } from '../api/request-view';

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

export interface Submitted {
  readonly request: RequestView;
  /** The key was used before: this is what became of it then, and nothing was submitted now. */
  readonly isReplay: boolean;
}

/** Submits; safe to repeat with the same key. @throws CallFailed */
export async function submit({ type, text, idempotencyKey, resubmissionOf, isAsync = false, signal }: SubmitCall): Promise<Submitted> {
  const path = resubmissionOf === undefined ? `${REQUESTS_PATH}/${type}` : `${REQUESTS_PATH}/requests/${resubmissionOf}/resubmit`;
  const { answer, isReplay } = await callForText(path, {
    method: 'POST',
    body: text,
    headers: { 'Idempotency-Key': idempotencyKey, ...(isAsync && { Prefer: 'respond-async' }) },
    ...(signal && { signal }),
  });
  return { request: (answer as { data: RequestView }).data, isReplay };
}
