import type { ModelRequest, Scenario } from './model-state';

const replay: ModelRequest = { name: 'A', customer: 'Asha', whenInDoubt: 'replay', loyaltyKey: 'key-1', keyIsEnforced: true };
const hold: ModelRequest = { ...replay, whenInDoubt: 'hold', keyIsEnforced: false };

export const REPLAYED: Scenario = { name: 'one request of a type that is replayed', requests: [replay], mostAttempts: 4, hasQueue: true };
export const HELD: Scenario = { name: 'one request of a type that is held', requests: [hold], mostAttempts: 4, hasQueue: true };
export const SAME_KEY: Scenario = {
  name: 'two requests with one loyalty key',
  requests: [replay, { ...replay, name: 'B', customer: 'Bela' }],
  mostAttempts: 2,
  hasQueue: false,
};
export const SAME_KEY_HELD: Scenario = {
  name: 'two requests with one loyalty key that nobody enforces',
  requests: [hold, { ...hold, name: 'B', customer: 'Bela' }],
  mostAttempts: 2,
  hasQueue: false,
};
export const SAME_CUSTOMER: Scenario = {
  name: 'two requests of one customer, one of each kind',
  requests: [replay, { ...hold, name: 'B', loyaltyKey: 'key-2' }],
  mostAttempts: 2,
  hasQueue: false,
};

export const TWO_CHECKERS: Scenario = {
  ...REPLAYED,
  name: 'one request that takes two checkers of two levels',
  requests: [{ ...replay, levels: ['CanCheckRequest', 'CanCheckRequestSenior'] }],
};

export const SLOW_CLAIMS: Scenario = { ...SAME_KEY, name: 'two requests with one loyalty key and claims that stall', hasSlowClaims: true };

export const LOSING: Scenario = { ...REPLAYED, name: 'one request that loses its workers', hasQueue: false, countsLosses: true };

/** Walked in seconds, also under jest. */
export const SMALL_SCENARIOS: readonly Scenario[] = [REPLAYED, HELD, TWO_CHECKERS, LOSING, SAME_CUSTOMER];

export const SCENARIOS: readonly Scenario[] = [...SMALL_SCENARIOS, SAME_KEY_HELD, SAME_KEY, SLOW_CLAIMS];
