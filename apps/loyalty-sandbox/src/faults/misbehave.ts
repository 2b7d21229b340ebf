import type { Answer } from '../protocol/loyalty-call';
import { CUSTOMER_LOCKED } from '../protocol/refusal-codes';
import type { Exchange } from './exchange';
import type { FaultRule } from './fault-rule';

/** The call that a fault may let happen, refuse, or spoil. */
export interface FaultableCall {
  /** Checks, takes effect, writes the ledger; resolves with the true answer. */
  perform(): Promise<Answer>;
  refuse(code: number, message: string): Answer;
  locked(as?: 'http-status' | 'item-code'): Answer;
}

type Rule<Kind extends FaultRule['fault']> = Extract<FaultRule, { fault: Kind }>;
type SpoilingRule = Exclude<FaultRule, Rule<'delay' | 'late-effect' | 'drip' | 'locked' | 'item-code'>>;

const HTML_PAGE = '<!doctype html><html><body><h1>Loyalty is being maintained</h1></body></html>';

/** Ends the exchange the way the rule says. */
export async function misbehave(rule: FaultRule, exchange: Exchange, call: FaultableCall): Promise<void> {
  if (rule.fault === 'delay') return answerLate(rule, exchange, call);
  if (rule.fault === 'late-effect') return takeEffectLate(rule, exchange, call);
  if (rule.fault === 'drip') return dripAnswer(rule, exchange, call);
  if (rule.fault === 'locked') {
    exchange.answer(call.locked(rule.as));
  } else if (rule.fault === 'item-code') {
    exchange.answer(call.refuse(rule.code, rule.message));
  } else {
    if (takesEffectFirst(rule)) await call.perform();
    spoilAnswer(rule, exchange);
  }
}

/** The 521 of a gateway, for calls that do not tell it in the body. */
export function lockedByStatus(): Answer {
  return errorAnswer({ status: CUSTOMER_LOCKED, message: 'Another call holds the lock of this customer' });
}

async function answerLate({ ms }: Rule<'delay'>, exchange: Exchange, call: FaultableCall): Promise<void> {
  const answer = await call.perform();
  if (await exchange.pauses.sleep(ms)) exchange.answer(answer);
  else exchange.reset();
}

async function takeEffectLate(rule: Rule<'late-effect'>, exchange: Exchange, call: FaultableCall): Promise<void> {
  if (rule.answer === 'never') exchange.leaveOpen();
  if (!(await exchange.pauses.sleep(rule.ms))) {
    exchange.reset();
    return;
  }
  const answer = await call.perform();
  if (rule.answer === 'after-effect') exchange.answer(answer);
}

async function dripAnswer({ effect, everyMs }: Rule<'drip'>, exchange: Exchange, call: FaultableCall): Promise<void> {
  const answer = effect === 'before' ? await call.perform() : { status: 200, headers: {}, body: { outcome: 'none' } };
  await exchange.drip(answer, everyMs);
}

function takesEffectFirst(rule: SpoilingRule): boolean {
  if ('effect' in rule) return rule.effect === 'before';
  return rule.fault === 'drop-after-effect' || rule.fault === 'status-after-effect';
}

function spoilAnswer(rule: SpoilingRule, exchange: Exchange): void {
  switch (rule.fault) {
    case 'never':
      exchange.leaveOpen();
      break;
    case 'drop-before-effect':
    case 'drop-after-effect':
      exchange.reset();
      break;
    case 'status-before-effect':
    case 'status-after-effect':
      exchange.answer(errorAnswer(rule));
      break;
    case 'html':
      exchange.text(200, 'text/html', HTML_PAGE);
      break;
    case 'truncated-json':
      exchange.text(200, 'application/json', '{"response":{"status":{"success":"tr');
      break;
    case 'wrong-schema':
      exchange.answer({ status: 200, headers: {}, body: { outcome: 'done' } });
      break;
    case 'huge-body':
      exchange.flood(rule.bytes);
      break;
    case 'redirect':
      exchange.answer({ status: 307, headers: { location: rule.location }, body: null });
      break;
  }
}

function errorAnswer(rule: Pick<Rule<'status-before-effect'>, 'status' | 'retryAfterSeconds' | 'code' | 'message'>): Answer {
  const { status, retryAfterSeconds, code = status, message } = rule;
  return {
    status,
    headers: retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) },
    body: { errors: [{ code, message }], warnings: [] },
  };
}
