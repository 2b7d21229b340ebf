import { readFile } from 'node:fs/promises';
import { waitFor } from '@countersign/local-servers';
import type { Answer } from '../support/http';
import { customer, redemption, type Submission } from '../support/submissions';
import { dataOf } from '../support/test-org';
import { TestStack } from '../support/test-stack';
import { whileLocked } from '../support/while-locked';

const BURST = 120;
const AT_ONCE = 12;
/** As the gateway calls itself in PostgreSQL. */
const GATEWAY = 'countersign-gateway';

interface Sent {
  readonly submission: Submission;
  readonly headers: { readonly 'idempotency-key': string };
}

const burst = (): Sent[] =>
  Array.from({ length: BURST }, (_, index) => ({
    submission: redemption(customer(1 + (index % 50))),
    headers: { 'idempotency-key': `burst-${index}` },
  }));

describe('a gateway', () => {
  let on: TestStack;
  beforeAll(async () => {
    on = await TestStack.start();
  });
  afterAll(() => on.stop());
  afterEach(() => on.stack.gateway.start());

  const takesNoMoreCalls = () =>
    fetch(`${on.stack.gatewayUrl}/health/ready`).then(
      ({ ok }) => !ok,
      () => true,
    );

  const requestsOf = async (orgId: number): Promise<number> => {
    const [row] = await on.sql<{ count: string }>('select count(*) as count from request where org_id = $1', [orgId]);
    return Number(row?.count);
  };

  it('killed in a burst of submissions leaves one request for each key, whenever the callers repeat them', async () => {
    const org = on.org();
    const sent = burst();
    const first = new Map<Sent, string>();
    const queue = [...sent];
    const caller = async (): Promise<void> => {
      for (let next = queue.shift(); next; next = queue.shift()) {
        const answer = await org.submit(next.submission, { headers: next.headers }).catch(() => undefined);
        if (answer?.status === 200) first.set(next, dataOf(answer).requestId);
      }
    };
    const callers = Promise.all(Array.from({ length: AT_ONCE }, caller));
    await waitFor(() => first.size >= BURST / 4, { what: 'a part of the burst', every: 1 });
    await on.stack.gateway.kill();
    await callers;
    expect(first.size).toBeLessThan(BURST);
    await on.stack.gateway.start();

    const repeated = await Promise.all(sent.map(({ submission, headers }) => org.submit(submission, { headers })));
    expect(repeated.map(({ status }) => status)).toEqual(sent.map(() => 200));
    for (const [index, one] of sent.entries()) {
      const known = first.get(one);
      if (known !== undefined) expect(dataOf(repeated[index]!).requestId).toBe(known);
    }
    expect(await requestsOf(org.id)).toBe(BURST);
  });

  it('killed after a decision was stored: the decision stands, and is repeated by its key', async () => {
    const org = on.org();
    const submission = redemption(customer(1));
    const requestId = await org.submitted(submission);
    await org.spoil({ fault: 'delay', ms: 1_500 });
    const headers = { 'idempotency-key': 'decide-once', prefer: 'wait=20' };
    const lost = org.decide(submission.type, requestId, 'approved', { headers }).catch(() => undefined);
    await org.when(requestId, ({ state }) => state !== 'AdminTask');
    await on.stack.gateway.kill();
    expect(await lost).toBeUndefined();
    await on.stack.gateway.start();
    const again = await org.decide(submission.type, requestId, 'approved', { headers });
    expect([again.status, dataOf(again).state, again.headers['idempotent-replayed']]).toEqual([200, 'approved', 'true']);
    expect(await org.effectsOf(requestId)).toHaveLength(1);
  });

  it('told to stop answers every call that it has begun', async () => {
    const org = on.org();
    const submissions = Array.from({ length: 20 }, (_, index) => redemption(customer(1 + index)));
    const { answers, stopped } = await whileLocked(on.stack.databaseUrl, 'request', async () => {
      // Calls over connections of their own, because those of the submissions are taken: once they are answered, what was sent before is there.
      const knock = () => Promise.all(submissions.map(() => org.call({ method: 'GET', path: '/health/live' })));
      await knock();
      const underWay: Promise<Answer>[] = submissions.map((submission) => org.submit(submission));
      await waitFor(
        async () =>
          (await on.sql(`select 1 from pg_stat_activity where application_name = $1 and wait_event_type = 'Lock'`, [GATEWAY])).length,
        { what: 'the calls to wait' },
      );
      await knock();
      const stop = on.stack.gateway.stop();
      await waitFor(takesNoMoreCalls, { what: 'the gateway to have heard' });
      return { answers: Promise.all(underWay), stopped: stop };
    });
    expect((await answers).map(({ status }) => status)).toEqual(submissions.map(() => 200));
    expect(await stopped).toBe('stopped');
    expect(await readFile(on.stack.gateway.logFile, 'utf8')).not.toContain('still under way');
    expect(await requestsOf(org.id)).toBe(submissions.length);
  });

  it('told to stop lets those who wait for an outcome go with 202, and the outcome comes all the same', async () => {
    const org = on.org();
    const submission = redemption(customer(1));
    const requestId = await org.submitted(submission);
    await org.spoil({ fault: 'delay', ms: 3_000 });
    const answer = org.decide(submission.type, requestId, 'approved', { headers: { prefer: 'wait=30' } });
    await org.when(requestId, ({ state }) => state === 'IntouchAPITask');
    expect(await on.stack.gateway.stop()).toBe('stopped');
    expect((await answer).status).toBe(202);
    await on.stack.gateway.start();
    expect((await org.settled(requestId)).state).toBe('approved');
  });
});
