import type { Profile } from '../profile';
import { oneOf, type Random, wholeBetween } from '../random';
import type { FaultKind } from './fault-kind';

/** So many calls go wrong, unless the time is over before: enough to matter, few enough for people to resolve what is held. */
const CALLS = [5, 40] as const;
const SERVER_ERRORS = [500, 502, 503, 504] as const;

/** A rule of the sandbox without how often it hits. */
type Misbehaviour = Readonly<Record<string, string | number | object>>;

interface Manner {
  readonly name: string;
  readonly covers: readonly string[];
  readonly weight: number;
  readonly choose: (random: Random, profile: Profile) => Misbehaviour;
}

const MANNERS: readonly Manner[] = [
  { name: 'drop-after-effect', covers: ['F9'], weight: 3, choose: () => ({ fault: 'drop-after-effect' }) },
  { name: 'drop-before-effect', covers: ['F10'], weight: 1, choose: () => ({ fault: 'drop-before-effect' }) },
  { name: 'never', covers: ['F9', 'F11'], weight: 2, choose: (random) => ({ fault: 'never', effect: oneOf(random, ['before', 'none']) }) },
  {
    name: 'late-effect',
    covers: ['F11'],
    weight: 2,
    choose: (random, { loyaltyTimeoutMs }) => ({ fault: 'late-effect', ms: loyaltyTimeoutMs + wholeBetween(random, [500, 4_000]) }),
  },
  {
    name: 'error-before-effect',
    covers: ['F10'],
    weight: 1,
    choose: (random) => ({ fault: 'status-before-effect', status: oneOf(random, SERVER_ERRORS) }),
  },
  {
    name: 'error-after-effect',
    covers: ['F9', 'F10'],
    weight: 2,
    choose: (random) => ({ fault: 'status-after-effect', status: oneOf(random, SERVER_ERRORS) }),
  },
  {
    name: 'too-many-requests',
    covers: ['F10'],
    weight: 1,
    choose: () => ({ fault: 'status-before-effect', status: 429, retryAfterSeconds: 1 }),
  },
  { name: 'html', covers: ['F12'], weight: 1, choose: (random) => ({ fault: 'html', effect: oneOf(random, ['before', 'none']) }) },
  {
    name: 'truncated',
    covers: ['F12'],
    weight: 1,
    choose: (random) => ({ fault: 'truncated-json', effect: oneOf(random, ['before', 'none']) }),
  },
  {
    name: 'wrong-schema',
    covers: ['F12'],
    weight: 1,
    choose: (random) => ({ fault: 'wrong-schema', effect: oneOf(random, ['before', 'none']) }),
  },
  { name: 'huge-body', covers: ['F12'], weight: 1, choose: () => ({ fault: 'huge-body', bytes: 4_000_000 }) },
  { name: 'drip', covers: ['F11', 'F12'], weight: 1, choose: () => ({ fault: 'drip', everyMs: 50 }) },
  { name: 'redirect', covers: ['F12'], weight: 1, choose: (random) => ({ fault: 'redirect', effect: oneOf(random, ['before', 'none']) }) },
  { name: 'locked', covers: ['F13'], weight: 1, choose: () => ({ fault: 'locked' }) },
  { name: 'slow', covers: ['F11'], weight: 1, choose: (random) => ({ fault: 'delay', ms: wholeBetween(random, [200, 2_000]) }) },
  // Too few points: definite on a first attempt; after one in doubt it may well be that attempt that used them up.
  {
    name: 'refused',
    covers: ['F13', 'F14'],
    weight: 1,
    choose: () => ({ fault: 'item-code', code: 803, match: { call: 'redeem-points' } }),
  },
];

const misbehaviours = MANNERS.map(({ name, covers, weight, choose }): FaultKind => ({
  kind: `loyalty-${name}`,
  targets: ['loyalty'],
  covers,
  weight,
  length: 'usual',
  inject: async ({ ground, random }) => {
    const rule = choose(random, ground.profile);
    const times = wholeBetween(random, CALLS);
    const id = await ground.sandbox.misbehave({ ...rule, times });
    return { detail: `the next ${times} calls: ${JSON.stringify(rule)}`, heal: () => ground.sandbox.behave(id) };
  },
}));

/** Each call of one org goes wrong, until it is over; the others must not notice (F10, F34). */
const ONE_ORG: readonly Manner[] = [
  {
    name: 'errors',
    covers: ['F10'],
    weight: 1,
    choose: (random) => ({ fault: 'status-before-effect', status: oneOf(random, SERVER_ERRORS) }),
  },
  { name: 'slow', covers: ['F34'], weight: 1, choose: (random) => ({ fault: 'delay', ms: wholeBetween(random, [200, 1_500]) }) },
];

const troublesOfOneOrg = ONE_ORG.map(({ name, covers, weight, choose }): FaultKind => ({
  kind: `loyalty-one-org-${name}`,
  targets: ['loyalty'],
  covers,
  weight,
  length: 'usual',
  inject: async ({ ground, random }) => {
    const orgId = ground.orgIds[Math.floor(random() * ground.orgIds.length)] ?? 0;
    const rule = choose(random, ground.profile);
    const id = await ground.sandbox.misbehave({ ...rule, match: { orgId }, times: 0 });
    return { detail: `all calls of org ${orgId}: ${JSON.stringify(rule)}`, orgIds: [orgId], heal: () => ground.sandbox.behave(id) };
  },
}));

/** The loyalty system errs in every way it can, and dies. What it did is in its ledger. */
export const loyaltyFaults: readonly FaultKind[] = [
  ...misbehaviours,
  ...troublesOfOneOrg,
  {
    kind: 'loyalty-kill',
    targets: ['loyalty'],
    covers: ['F9', 'F10'],
    weight: 2,
    length: 'usual',
    inject: async ({ ground }) => {
      await ground.sandbox.app.kill();
      return { detail: 'kill -9, started again', heal: () => ground.startAgain(ground.sandbox.app) };
    },
  },
];
