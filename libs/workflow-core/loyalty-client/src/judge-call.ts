import type { IncomingHttpHeaders } from 'node:http';
import { type LoyaltyAnswer, retryAfterMs } from '@countersign/engine';
import { errors } from 'undici';
import { type CallEnd, MOST_ANSWER_BYTES } from './call-handler';
import { ConnectFailure } from './connect-failure';
import { decodedBody } from './decoded-body';
import { NOT_FOUND, NOT_OF_THE_REQUEST, NOTHING_THERE } from './judged-statuses';
import { readableJson } from './readable-json';

const UNREADABLE = 'unreadable-answer';

/**
 * What the end of a call means as far as HTTP goes. In doubt unless the opposite is certain: only a call that was never written, or
 * that the API says it put off, was surely not applied.
 * @param now milliseconds since 1970, for a `Retry-After` that is a date
 */
export function judgeCall(end: CallEnd, now: number): LoyaltyAnswer {
  if (end.head) return judgeHead(end, end.head, now);
  if (!end.sent) return notSent(end);
  if (end.failure === 'timeout') return unclear('timeout', 'The loyalty API did not answer in time.');
  if (end.failure instanceof errors.HTTPParserError)
    return unclear(UNREADABLE, 'The loyalty API answered with something that is not HTTP.');
  return unclear('connection-reset', 'The connection to the loyalty API broke before it answered.');
}

function judgeHead(end: CallEnd, { status, headers }: NonNullable<CallEnd['head']>, now: number): LoyaltyAnswer {
  const byStatus = NOT_OF_THE_REQUEST[status];
  if (byStatus) return { ...byStatus, status, ...asked(retryAfterMs(headers['retry-after'], now)) };
  if (status >= 500) return unclear(`http-${status}`, `The loyalty API failed with HTTP ${status}.`, status);
  if (status >= 300 && status < 400)
    return unclear(`http-${status}`, 'The loyalty API answered with a redirect, which is not followed.', status);
  const answer = judgeBody(end, status, headers);
  // Whoever gives a 404 in words of its own is not the loyalty API.
  return status === NOT_FOUND && answer.kind === 'unclear' && answer.code === UNREADABLE ? { ...NOTHING_THERE, status } : answer;
}

function judgeBody({ body, failure }: CallEnd, status: number, headers: IncomingHttpHeaders): LoyaltyAnswer {
  if (failure === 'timeout') return unclear('timeout', 'The answer of the loyalty API did not arrive in time.', status);
  if (failure === 'too-large') return tooLarge(status);
  if (!body) return unclear('answer-cut-off', 'The answer of the loyalty API broke off.', status);
  const decoded = decodedBody(body, headers['content-encoding'], MOST_ANSWER_BYTES);
  if (decoded === 'too-large') return tooLarge(status);
  const json = decoded && readableJson(decoded, headers['content-type']);
  if (!json) return unclear(UNREADABLE, `The loyalty API answered HTTP ${status} without readable JSON.`, status);
  return { kind: 'readable', response: { status, headers: flatHeaders(headers), body: json.value }, bodyText: json.text };
}

function tooLarge(status: number): LoyaltyAnswer {
  return unclear('answer-too-large', 'The answer of the loyalty API is too large to be read.', status);
}

function flatHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name.toLowerCase(), [value].flat().join(', ')]])),
  );
}

function notSent({ failure }: CallEnd): LoyaltyAnswer {
  if (failure === 'timeout') return notApplied('not-sent-in-time', 'All connections to the loyalty API were busy; nothing was sent.');
  if (failure instanceof ConnectFailure)
    return notApplied(failure.failureCode, 'No connection to the loyalty API could be made; nothing was sent.');
  return notApplied('not-sent', 'The call could not be sent.');
}

function notApplied(code: string, message: string): Extract<LoyaltyAnswer, { kind: 'not-applied' }> {
  return { kind: 'not-applied', code, message };
}

function asked(wait: number | undefined) {
  return wait === undefined ? {} : { retryAfterMs: wait };
}

function unclear(code: string, message: string, status?: number): LoyaltyAnswer {
  return { kind: 'unclear', code, message, ...(status !== undefined && { status }) };
}
