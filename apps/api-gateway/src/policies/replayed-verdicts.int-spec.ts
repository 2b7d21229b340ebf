import {
  DEFAULT_POLICY,
  judgeByPolicy,
  type PastSubmission,
  type Policy,
  POLICY_HISTORY,
  type PolicyHistory,
  type PolicyVerdict,
} from '@countersign/engine';
import { Client } from 'pg';
import { z } from 'zod';
import { type Answer, codesOf, startTestGateway, type TestGateway, textAt } from '../../test-support/gateway';
import { decide, decisionOf, goodwill, REQUESTS, submit } from '../../test-support/requests';
import { CHECKER, CONFIGURATOR, MAKER, OTHER_CHECKER, OTHER_CONFIGURATOR, OTHER_MAKER } from '../../test-support/tokens';
import { policyHistorySchema, policyVersionSchema } from './policies.openapi';
import { simulationAnswerSchema } from './simulation.openapi';

const proposedSchema = z.object({ data: policyVersionSchema });
const TYPE = 'GOODWILL-POINTS';
const SUBMISSIONS = 240;
const AT_ONCE = 4;
const CODES: Readonly<Record<number, string>> = {
  2015: 'above-type-limit',
  9059: 'above-bands',
  2111: 'cap',
  9035: 'same-customer-pending',
};

/** The same numbers in every run. */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 4_294_967_296) * below);
  };
}

const below = seeded(20_261_123);
const oneOf = <T>(...choices: readonly [T, ...T[]]): T => choices[below(choices.length)] ?? choices[0];

/** @param number of the policy: duplicates and caps take turns, so that each kind of verdict comes up */
function randomPolicy(number: number): object {
  const level = (grant: string) => ({ grant, checkers: 1 + below(2) });
  const bands = [
    { upTo: 30 + below(20), levels: [level('CanCheckRequest')] },
    { upTo: 60 + below(20), levels: [level('CanCheckRequest'), level('CanCheckRequestSenior')] },
    ...(below(2) ? [{ levels: [level('CanCheckRequest')] }] : []),
  ];
  const cap = () => oneOf({ requests: 3 + below(20) }, { amount: 100 + below(1000) }, { requests: 40, amount: 0.5 + below(2000) });
  const autoApproval = oneOf<{ readonly mode: string }>({ mode: 'off' }, { mode: 'on' }, { mode: 'up-to', amount: below(80) } as {
    mode: string;
  });
  const isCapped = number % 2 === 1;
  return {
    autoApproval,
    ...(autoApproval.mode !== 'off' && !isCapped && { uncapped: true }),
    ...(below(3) && { bands }),
    ...(isCapped && { dailyCaps: { maker: cap(), ...(below(2) && { customer: cap() }), ...(below(3) === 0 && { org: cap() }) } }),
    ...(number % 4 && { duplicates: { sameCustomerPending: (['allow', 'warn', 'refuse'] as const)[number % 3] } }),
    ...(below(2) && { config: { upperCap: 50 + below(60) } }),
  };
}

/** What the caller was told, in the words of a verdict. */
function told(answer: Answer): string {
  const [status, code = 0] = codesOf(answer);
  const approval = (answer.json['data']?.['details']?.['approval'] ?? {}) as unknown as Record<string, unknown>;
  if (status !== 200 && status !== 202) return `refused ${CODES[code] ?? answer.text}`;
  return approval['verdict'] === 'auto' ? 'auto' : `checkers ${String(approval['quorum'])} of band ${String(approval['band'])}`;
}

function inWords(verdict: PolicyVerdict): string {
  if (verdict.kind === 'refused') return `refused ${verdict.reason.replace(/^(maker|customer|org)-/, '')}`;
  return verdict.kind === 'auto' ? 'auto' : `checkers ${verdict.quorum} of band ${String(verdict.band)}`;
}

/** One submission and what somebody does about it. */
function randomStory(number: number) {
  return {
    body: goodwill(`R-${number}`, String(below(1100) / 10)).replace('5001001', String(5_001_000 + below(5))),
    as: oneOf(MAKER, OTHER_MAKER),
    act: oneOf<'withdraw' | 'approved' | 'rejected' | 'wait'>('withdraw', 'approved', 'rejected', 'wait', 'wait'),
    checker: oneOf(CHECKER, OTHER_CHECKER),
  };
}
type Story = ReturnType<typeof randomStory>;

describe('verdicts that were recorded', () => {
  let gateway: TestGateway;
  const answers: string[] = [];
  let past: readonly PastSubmission[];
  const books = new Map<number, Policy>([[0, DEFAULT_POLICY]]);

  const changePolicy = async (number: number): Promise<void> => {
    const proposed = await gateway.call({ method: 'PUT', url: `/policies/${TYPE}`, as: CONFIGURATOR, body: randomPolicy(number) });
    const { data } = proposedSchema.parse(proposed.json);
    const url = `/policies/${TYPE}/${data.version}/approve`;
    expect((await gateway.call({ method: 'POST', url, as: OTHER_CONFIGURATOR })).status).toBe(200);
  };

  const askAndAct = async ({ body, as, act, checker }: Story): Promise<void> => {
    const answer = await submit(gateway, body, { as, type: TYPE, headers: { prefer: 'respond-async' } });
    answers.push(told(answer));
    const requestId = textAt(answer, 'data', 'requestId');
    if (requestId === '' || act === 'wait') return;
    if (act === 'withdraw') await gateway.call({ method: 'POST', url: `${REQUESTS}/requests/${requestId}/withdraw`, as });
    else await decide(gateway, decisionOf(requestId, act), { as: checker, type: TYPE });
  };

  beforeAll(async () => {
    gateway = await startTestGateway();
    for (let number = 0; number < SUBMISSIONS; number += AT_ONCE) {
      if (number % 12 === 8) await changePolicy(Math.floor(number / 12));
      // Drawn before they run, so that chance does not depend on who is answered first.
      const stories = Array.from({ length: AT_ONCE }, (_, index) => randomStory(number + index));
      await Promise.all(stories.map(askAndAct));
    }
    const { data } = policyHistorySchema.parse((await gateway.call({ url: `/policies/${TYPE}?limit=100`, as: CONFIGURATOR })).json);
    for (const version of data.versions) books.set(version.version, version);
    past = (await gateway.app.get<PolicyHistory>(POLICY_HISTORY).read(0, 'GOODWILL_POINTS', 2)).submissions;
  }, 60_000);
  afterAll(() => gateway.close());

  it('are what the makers were told, refusals included', () => {
    expect(past.map(({ verdict }) => inWords(verdict)).sort()).toEqual(answers.toSorted());
    const kinds = new Set(answers.map((answer) => answer.replace(/ \d.*/, '')));
    expect([...kinds].sort()).toEqual(['auto', 'checkers', ...Object.values(CODES).map((reason) => `refused ${reason}`)].sort());
  });

  it('are reached again by the version that is stored with each, with the facts that are stored with it', () => {
    for (const { facts, policyVersion, verdict } of past) {
      const policy = books.get(policyVersion);
      const upperCap = (policy?.config as { upperCap?: number } | undefined)?.upperCap;
      expect(policy && judgeByPolicy(policy, facts, upperCap)).toEqual(verdict);
    }
  });

  it('are added up by a simulation, which tells of one that its policy does not explain', async () => {
    const simulate = async () => {
      const body = { policy: { autoApproval: { mode: 'on' } }, days: 2, limit: 3 };
      const answer = await gateway.call({ method: 'POST', url: `/policies/${TYPE}/simulate`, as: CONFIGURATOR, body });
      return simulationAnswerSchema.parse(answer.json).data;
    };
    const simulation = await simulate();
    const refused = answers.filter((answer) => answer.startsWith('refused')).length;
    const autoApproved = answers.filter((answer) => answer === 'auto').length;
    expect(simulation).toMatchObject({
      submissions: SUBMISSIONS,
      truncated: false,
      notReproduced: [],
      flipped: SUBMISSIONS - autoApproved,
    });
    expect(simulation.recorded).toMatchObject({ refused, autoApproved, toCheckers: SUBMISSIONS - refused - autoApproved });
    expect(simulation.draft).toMatchObject({ refused: 0, autoApproved: SUBMISSIONS, toCheckers: 0, checkerDecisions: 0 });
    expect(simulation.flips).toHaveLength(3);

    const client = new Client({ connectionString: gateway.databaseUrl });
    await client.connect();
    const forged = past.find(({ verdict }) => verdict.kind === 'auto')?.id;
    await client.query(`update request set verdict = 'checker' where request_id = $1`, [forged]);
    await client.end();
    expect((await simulate()).notReproduced).toEqual([forged]);
  });
});
