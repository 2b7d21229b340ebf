import { type Answer } from '../protocol/loyalty-call';

/** The shape of the older (v2 and internal) APIs: the outcome is told in the body and again in three headers. */
export function v2Success(status: number, createdId: number, counters: { statusCode: string; success: string; fail: string }): Answer {
  return {
    status,
    headers: { status_code: counters.statusCode, success: counters.success, fail: counters.fail },
    body: { createdId, warnings: [] },
  };
}

export function v2Refusal(code: number | string, message: string): Answer {
  return {
    status: 400,
    headers: { status_code: String(code), success: '0', fail: '1' },
    body: { errors: [{ code, message }], warnings: [] },
  };
}
