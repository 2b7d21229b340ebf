import type { NewRequest, RequestLimits } from '@countersign/engine';
import { CHECKER, newRequest, ORG, reject, SECOND_CHECKER, withdraw, approve } from '../testdata/builders';
import { type TestGateway, testStore, type TestStore } from '../testdata/test-database';

const CAP: RequestLimits = { caps: { maker: { amount: 25 }, customer: { amount: 25 }, org: { amount: 25 } } };
const CAPPED = { limits: CAP, amount: 2.5, customer: 'asha' };

interface Counter {
  readonly subject: string;
  readonly requests: number;
  readonly amount: number;
}

describe('limits under which many submit at once', () => {
  let store: TestStore;
  let rival: TestGateway;
  beforeAll(async () => {
    store = await testStore();
    rival = store.gateway();
  });
  afterAll(() => store.drop());
  beforeEach(() => store.sql('truncate request, decision, transition, execution, policy_usage, verdict_facts, request_customer'));

  const counters = (): Promise<Counter[]> => store.sql<Counter>('select subject, requests, amount from policy_usage order by subject');
  const allAt = (requests: number): Counter[] =>
    ['customer', 'maker', 'org'].map((subject) => ({ subject, requests, amount: requests * 2.5 }));

  it('let in exactly what fits, of 50 from two processes', async () => {
    const requests = Array.from({ length: 50 }, () => newRequest(CAPPED));
    const results = await Promise.all(requests.map((request, index) => (index % 2 ? store : rival).requests.submit(request)));
    expect(results.filter(({ kind }) => kind === 'created')).toHaveLength(10);
    expect(results.filter(({ kind }) => kind === 'limits-differ')).toHaveLength(40);
    expect(await counters()).toEqual(allAt(10));
    expect(await store.sql('select from request')).toHaveLength(10);
    expect(await store.sql('select from verdict_facts')).toHaveLength(10);
  });

  it('let nobody hinder another whose makers and customers cross', async () => {
    const limits = { caps: { maker: { requests: 100 }, customer: { requests: 100 }, org: { requests: 100 } } };
    const crossing = (index: number): NewRequest =>
      newRequest({
        limits,
        customer: `c-${index % 3}`,
        requester: { id: 40 + (index % 2), name: 'one' },
        naturalKeyHash: `n-${index % 10}`,
      });
    const results = await Promise.all(
      Array.from({ length: 60 }, (_, index) => (index % 2 ? store : rival).requests.submit(crossing(index))),
    );
    expect(results.filter(({ kind }) => kind === 'created')).toHaveLength(10);
    expect(results.filter(({ kind }) => kind === 'duplicate')).toHaveLength(50);
  });

  it('let nobody hinder another whose lists of customers cross', async () => {
    const limits = { caps: { customer: { requests: 100 } } };
    const names = ['asha', 'bela', 'chen', 'dina'];
    const turned = (by: number): NewRequest => {
      const [customer = '', ...otherCustomers] = [...names.slice(by), ...names.slice(0, by)];
      return newRequest({ limits, customer, otherCustomers });
    };
    const requests = Array.from({ length: 40 }, (_, index) => turned(index % 4));
    const results = await Promise.all(requests.map((request, index) => (index % 2 ? store : rival).requests.submit(request)));
    expect(results.filter(({ kind }) => kind !== 'created')).toEqual([]);
    await Promise.all(requests.map((request, index) => (index % 2 ? rival : store).requests.close(withdraw(request))));
    expect(await counters()).toEqual(names.map(() => ({ subject: 'customer', requests: 0, amount: 0 })));
  });

  it('count what is open or granted and nothing else, while requests come and are ended by everybody', async () => {
    const rounds = Array.from({ length: 40 }, async (_, index) => {
      const by = index % 2 ? store : rival;
      const request = newRequest(CAPPED);
      if ((await by.requests.submit(request)).kind !== 'created') return;
      await Promise.all([
        by.requests.close(withdraw(request)),
        store.requests.close(reject(request)),
        rival.requests.close(index % 3 ? reject(request, { checker: SECOND_CHECKER }) : approve(request, { checker: SECOND_CHECKER })),
      ]);
    });
    await Promise.all(rounds);
    const counted = await store.sql(`select from request where state in ('pending', 'accepted')`);
    expect(await counters()).toEqual(allAt(counted.length));
  });

  it('bind a replay of a failed request too', async () => {
    const failed = newRequest({ ...CAPPED, amount: 20 });
    await store.requests.submit(failed);
    await store.sql(`update request set state = 'failed'`);
    expect((await counters()).map(({ amount }) => amount)).toEqual([0, 0, 0]);
    await store.requests.submit(newRequest({ ...CAPPED, amount: 6 }));
    const caller = { orgId: ORG, person: CHECKER, traceId: 't' };
    const replay = newRequest({ ...CAPPED, amount: 20, requester: CHECKER });
    expect(await store.operations.replay(caller, failed.requestId, replay, 'why')).toMatchObject({
      kind: 'limits-differ',
      facts: { usage: { customer: { requests: 1, amount: 6 }, maker: { requests: 0, amount: 0 } } },
    });
    expect(await store.sql('select from operator_action')).toEqual([]);
    const fitting = newRequest({ ...CAPPED, amount: 19, requester: CHECKER });
    expect(await store.operations.replay(caller, failed.requestId, fitting, 'why')).toMatchObject({ kind: 'created' });
  });

  it('are not passed by a gateway that does not know them', async () => {
    const request = newRequest({ policyVersion: 1 });
    await store.sql(
      `insert into policy (org_id, type, version, status, auto_approval, controls, proposed_by, proposed_by_name, proposed_at)
       values ($1, $2, 1, 'active', '{"mode":"on"}', '{"dailyCaps":{}}', 1, 'one', now())`,
      [ORG, request.type],
    );
    const row = {
      ordinal: 0,
      org_id: ORG,
      type: request.type,
      request_id: request.requestId,
      policy_version: 1,
      verdict: 'auto',
      quorum: 1,
    };
    expect(await store.sql('select * from submit_requests($1)', [JSON.stringify([row])])).toEqual([]);
    await store.sql('truncate policy');
  });

  it('take one statement where they hold', async () => {
    store.statements();
    await store.requests.submit(newRequest(CAPPED));
    expect(store.statements()).toEqual(['submit_requests']);
  });
});

describe('a quorum of two', () => {
  let store: TestStore;
  let rival: TestGateway;
  beforeAll(async () => {
    store = await testStore();
    rival = store.gateway();
  });
  afterAll(() => store.drop());

  it('is reached once by two checkers at the same moment, and never by one checker twice', async () => {
    for (let round = 0; round < 50; round++) {
      const request = newRequest({ quorum: 2 });
      await store.requests.submit(request);
      const same = await Promise.all([store.requests.close(approve(request)), rival.requests.close(approve(request))]);
      expect(same.map(({ kind }) => kind).sort()).toEqual(['already-decided-by-caller', 'done']);
      expect(await store.requests.read(ORG, request.requestId)).toMatchObject({ state: 'pending', approvals: 1 });
      const third = { id: 60, name: 'Tia Third' };
      const others = await Promise.all([
        store.requests.close(approve(request, { checker: SECOND_CHECKER })),
        rival.requests.close(approve(request, { checker: third })),
      ]);
      expect(others.map(({ kind }) => kind).sort()).toEqual(['done', 'not-pending']);
      const [counted] = await store.sql<{ approvals: number; decisions: number; executions: number }>(
        `select approvals, (select count(*)::int from decision d where d.request_id = r.request_id) as decisions,
                (select count(*)::int from execution e where e.request_id = r.request_id) as executions
           from request r where r.request_id = $1`,
        [request.requestId],
      );
      expect(counted).toEqual({ approvals: 2, decisions: 2, executions: 1 });
    }
  });
});
