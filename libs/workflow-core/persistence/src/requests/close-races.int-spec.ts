import { type NewRequest } from '@countersign/engine';
import { Client } from 'pg';
import { approve, CHECKER, newRequest, ORG, reject, SECOND_CHECKER, withdraw } from '../testdata/builders';
import { type TestGateway, testStore, type TestStore } from '../testdata/test-database';

interface Traces {
  readonly state: string;
  readonly decisions: number;
  readonly transitions: string[];
  readonly executions: number;
}

const TRACES = `
  select r.state,
         (select count(*)::int from decision d where d.request_id = r.request_id) as decisions,
         (select array_agg(t.to_state order by t.seq) from transition t where t.request_id = r.request_id) as transitions,
         (select count(*)::int from execution e where e.request_id = r.request_id) as executions
    from request r where r.request_id = $1`;

describe('those who close one request at the same time', () => {
  let store: TestStore;
  let rival: TestGateway;
  beforeAll(async () => {
    store = await testStore();
    rival = store.gateway();
  });
  afterAll(() => store.drop());

  const submitted = async (own: Partial<NewRequest> = {}): Promise<NewRequest> => {
    const request = newRequest(own);
    await store.requests.submit(request);
    return request;
  };
  const traces = async ({ requestId }: NewRequest): Promise<Traces | undefined> => (await store.sql<Traces>(TRACES, [requestId]))[0];

  it('are one winner and one who is told, in one process', async () => {
    const request = await submitted();
    const results = await Promise.all([
      store.requests.close(approve(request)),
      store.requests.close(reject(request, { checker: SECOND_CHECKER })),
    ]);
    expect(results).toMatchObject([
      { kind: 'done', state: 'accepted' },
      { kind: 'not-pending', state: 'accepted' },
    ]);
    expect(await traces(request)).toEqual({ state: 'accepted', decisions: 1, transitions: ['pending', 'accepted'], executions: 1 });
  });

  it('have exactly one winner in each of 200 races of two processes', async () => {
    const requests = Array.from({ length: 200 }, () => newRequest());
    await Promise.all(requests.map((request) => store.requests.submit(request)));
    const wins = { accepted: 0, rejected: 0 };
    for (const request of requests) {
      const [approved, rejected] = await Promise.all([
        store.requests.close(approve(request)),
        rival.requests.close(reject(request, { checker: SECOND_CHECKER })),
      ]);
      const state = approved.kind === 'done' ? 'accepted' : 'rejected';
      wins[state]++;
      const loser = approved.kind === 'done' ? rejected : approved;
      expect([approved.kind, rejected.kind].sort()).toEqual(['done', 'not-pending']);
      expect(loser).toEqual({ kind: 'not-pending', state });
      const executions = state === 'accepted' ? 1 : 0;
      expect(await traces(request)).toEqual({ state, decisions: 1, transitions: ['pending', state], executions });
    }
    expect(wins.accepted + wins.rejected).toBe(200);
  });

  it('have exactly one winner when whole batches of two processes race', async () => {
    const requests = Array.from({ length: 64 }, () => newRequest());
    await Promise.all(requests.map((request) => store.requests.submit(request)));
    const races = requests.map((request) => Promise.all([store.requests.close(withdraw(request)), rival.requests.close(approve(request))]));
    for (const race of await Promise.all(races)) expect(race.map(({ kind }) => kind).sort()).toEqual(['done', 'not-pending']);
  });

  it('count both approvals of a quorum when two checkers approve in two processes', async () => {
    for (let round = 0; round < 25; round++) {
      const request = await submitted({ quorum: 2 });
      const results = await Promise.all([
        store.requests.close(approve(request)),
        rival.requests.close(approve(request, { checker: SECOND_CHECKER })),
      ]);
      expect(results.map((result) => result.kind === 'done' && result.state).sort()).toEqual(['accepted', 'pending']);
      expect(await traces(request)).toMatchObject({ state: 'accepted', decisions: 2, executions: 1 });
    }
  });

  it('are one decision when one checker decides twice with one key in two processes', async () => {
    for (let round = 0; round < 25; round++) {
      const request = await submitted();
      const idempotency = { key: `round-${round}`, fingerprint: 'f' };
      const results = await Promise.all([
        store.requests.close(approve(request, { idempotency })),
        rival.requests.close(approve(request, { idempotency })),
      ]);
      expect(results.map(({ kind }) => kind).sort()).toEqual(['done', 'replayed']);
    }
  });

  it('decide one request only when one checker uses one key for two requests in two processes', async () => {
    for (let round = 0; round < 25; round++) {
      const requests = [await submitted(), await submitted()] as const;
      const key = `two-requests-${round}`;
      const results = await Promise.all([
        store.requests.close(approve(requests[0], { idempotency: { key, fingerprint: 'f0' } })),
        rival.requests.close(approve(requests[1], { idempotency: { key, fingerprint: 'f1' } })),
      ]);
      expect(results.map(({ kind }) => kind).sort()).toEqual(['done', 'key-reused']);
    }
  });
});

describe('a request that a rival session holds', () => {
  let store: TestStore;
  let session: Client;
  let held: NewRequest;
  beforeAll(async () => {
    store = await testStore();
    session = new Client({ connectionString: store.url });
    await session.connect();
  });
  afterAll(async () => {
    await session.end();
    await store.drop();
  });
  beforeEach(async () => {
    held = newRequest();
    await store.requests.submit(held);
    await session.query('begin');
    await session.query('select 1 from request where request_id = $1 for update', [held.requestId]);
  });
  afterEach(() => session.query('rollback'));

  it('does not hold up its neighbours in the batch', async () => {
    const neighbours = Array.from({ length: 8 }, () => newRequest());
    await Promise.all(neighbours.map((request) => store.requests.submit(request)));
    const order: string[] = [];
    const closes = [held, ...neighbours].map(async (request) => {
      const result = await store.requests.close(approve(request));
      order.push(request === held ? `held ${result.kind}` : result.kind);
    });
    await Promise.all(closes);
    expect(order).toEqual([...neighbours.map(() => 'done'), 'held key-in-progress']);
  });

  it('is told as in progress after a second, not after the rival', async () => {
    const startedAt = performance.now();
    expect(await store.requests.close(approve(held))).toEqual({ kind: 'key-in-progress' });
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });

  it('is decided as soon as the rival lets go', async () => {
    const decision = store.requests.close(approve(held, { checker: CHECKER }));
    await session.query('select pg_sleep(0.1)');
    await session.query('rollback');
    expect(await decision).toMatchObject({ kind: 'done', state: 'accepted' });
    expect(await store.requests.read(ORG, held.requestId)).toMatchObject({ state: 'accepted' });
  });
});
