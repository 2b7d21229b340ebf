import type { ExecutionOutcome, RequestType } from '@countersign/contract';
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
 * Core judges first, alike for every type; only a readable answer with a status that may speak of the request itself reaches the type. What
 * comes back can be stored, whatever the loyalty API said.
 */
export function judgeAnswer(type: RequestType, payload: unknown, answer: LoyaltyAnswer): JudgedAnswer {
  const judged = answer.kind === 'readable' ? judgeReadable(type, payload, answer) : judgeUnread(answer);
  return { ...judged, outcome: storableOutcome(judged.outcome) };
}

function judgeUnread(answer: Exclude<LoyaltyAnswer, Readable>): JudgedAnswer {
  const { code, message, status } = answer;
  const told = { ...(status !== undefined && { httpStatus: status }) };
  if (answer.kind === 'unclear') return { ...told, outcome: { kind: 'in-doubt', code, message } };
  return { ...told, ...notApplied(answer) };
}

function notApplied({ code, message, remedy, retryAfterMs }: NotApplied): Pick<JudgedAnswer, 'outcome' | 'uncounted'> {
  if (remedy === 'address') return { outcome: { kind: 'hold', code, message } };
  const outcome: ExecutionOutcome = { kind: 'retry', code, message, ...(retryAfterMs !== undefined && { retryAfterMs }) };
  return remedy === 'credentials' ? { outcome, uncounted: true } : { outcome };
}

function judgeReadable(type: RequestType, payload: unknown, { response, bodyText }: Readable): JudgedAnswer {
  const outcome = interpreted(type, payload, response);
  const told = { httpStatus: response.status, answer: answerText(response, bodyText) };
  return { ...told, outcome: response.status === NOT_FOUND && !isDocumented(outcome) ? NOTHING_THERE : outcome };
}

/** A 404 that a proxy or another host gave has no code of the loyalty API, or repeats its own status as one. */
function isDocumented(outcome: ExecutionOutcome): boolean {
  return outcome.kind !== 'in-doubt' && (outcome.kind === 'executed' || outcome.code !== String(NOT_FOUND));
}

const NOTHING_THERE: ExecutionOutcome = {
  kind: 'hold',
  code: `http-${NOT_FOUND}`,
  message: 'Nothing answers to this call at the loyalty API (HTTP 404 without a documented code): host or path of the connector is wrong.',
};

function interpreted(type: RequestType, payload: unknown, response: Readable['response']): ExecutionOutcome {
  try {
    return type.interpretResponse(response, { payload });
  } catch {
    return { kind: 'in-doubt', code: 'answer-not-understood', message: 'The answer of the loyalty API could not be interpreted.' };
  }
}
