import { type ExecutionOutcome, judgeResponse, type RequestType } from '@countersign/contract';
import { storableOutcome } from '../domain/storable-outcome';
import type { LoyaltyAnswer } from '../ports/loyalty-gateway';
import { answerText } from './loyalty-answer-text';

type Readable = Extract<LoyaltyAnswer, { kind: 'readable' }>;
type NotApplied = Extract<LoyaltyAnswer, { kind: 'not-applied' }>;

/** What one answer comes to. */
export interface JudgedAnswer {
  readonly outcome: ExecutionOutcome;
  /** No attempt is used up: the connector's credentials are refused, which no request can help. */
  readonly uncounted?: true;
  readonly httpStatus?: number;
  /** What is kept of the answer itself. */
  readonly answer?: string;
}

const NOT_FOUND = 404;

/**
 * What an answer says of the loyalty API before it says anything of the request: a 404 that a proxy or another host gave has no code of the
 * loyalty API, or repeats its own status as one.
 */
export function readAnswer(type: RequestType, payload: unknown, answer: LoyaltyAnswer): LoyaltyAnswer {
  if (answer.kind !== 'readable' || answer.response.status !== NOT_FOUND) return answer;
  const outcome = interpreted(type, payload, answer);
  const isDocumented = outcome.kind === 'executed' || (outcome.kind !== 'in-doubt' && outcome.code !== String(NOT_FOUND));
  return isDocumented ? answer : NOTHING_THERE;
}

const NOTHING_THERE: NotApplied = {
  kind: 'not-applied',
  code: `http-${NOT_FOUND}`,
  message: 'Nothing takes this call at the loyalty API (HTTP 404 without a documented code): host or path of the connector is wrong.',
  status: NOT_FOUND,
  remedy: 'address',
};

/**
 * Core judges first, alike for every type; only a readable answer with a status that may speak of the request itself reaches the type. What
 * comes back can be stored, whatever the loyalty API said.
 * @param answer as `readAnswer` gave it
 */
export function judgeAnswer(type: RequestType, payload: unknown, answer: LoyaltyAnswer): JudgedAnswer {
  const judged = answer.kind === 'readable' ? judgeReadable(type, payload, answer) : judgeUnread(answer);
  return { ...judged, outcome: storableOutcome(judged.outcome) };
}

function judgeReadable(type: RequestType, payload: unknown, answer: Readable): JudgedAnswer {
  const { response, bodyText } = answer;
  return { outcome: interpreted(type, payload, answer), httpStatus: response.status, answer: answerText(response, bodyText) };
}

function judgeUnread(answer: Exclude<LoyaltyAnswer, Readable>): JudgedAnswer {
  const { code, message, status } = answer;
  const told = { ...(status !== undefined && { httpStatus: status }) };
  return answer.kind === 'unclear' ? { ...told, outcome: { kind: 'in-doubt', code, message } } : { ...told, ...judgeNotApplied(answer) };
}

function judgeNotApplied({ code, message, remedy, retryAfterMs }: NotApplied): Pick<JudgedAnswer, 'outcome' | 'uncounted'> {
  if (remedy === 'address') return { outcome: { kind: 'hold', code, message } };
  const outcome: ExecutionOutcome = { kind: 'retry', code, message, ...(retryAfterMs !== undefined && { retryAfterMs }) };
  return remedy === 'credentials' ? { outcome, uncounted: true } : { outcome };
}

function interpreted(type: RequestType, payload: unknown, { response }: Readable): ExecutionOutcome {
  try {
    return judgeResponse(type, response, { payload });
  } catch {
    return { kind: 'in-doubt', code: 'answer-not-understood', message: 'The answer of the loyalty API could not be interpreted.' };
  }
}
