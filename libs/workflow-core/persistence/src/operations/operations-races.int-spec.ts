import { StoreUnavailableError } from '@countersign/engine';
import { Client } from 'pg';
import { newEndpoint, ORG } from '../testdata/builders';
import { onHold, propose, say, SECOND_OPERATOR, THIRD_OPERATOR } from '../testdata/reviews';
import { type TestGateway, testStore, type TestStore } from '../testdata/test-database';

const ROUNDS = 20;

describe('operators who act on one request at the same time', () => {
  let store: TestStore;
  let rival: TestGateway;
  beforeAll(async () => {
    store = await testStore();
    rival = store.gateway();
    await store.endpoints.create(newEndpoint());
  });
  afterAll(() => store.drop());

  const state = async (requestId: string): Promise<string | undefined> => (await store.requests.read(ORG, requestId))?.state;
  const count = async (from: string, requestId: string): Promise<number> =>
    (await store.sql<object>(`select from ${from} and request_id = $1`, [requestId])).length;

  it('have one open proposal when two propose', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const request = await onHold(store);
      const proposals = await Promise.all([propose(store, request), propose(rival, request, 'not-executed', SECOND_OPERATOR)]);
      expect(proposals.filter((review) => review)).toHaveLength(1);
    }
  });

  it('end it once, with one transition and one delivery, when two confirm', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const request = await onHold(store);
      await propose(store, request);
      const words = await Promise.all([say(store, request, 'confirmed'), say(rival, request, 'confirmed', { person: THIRD_OPERATOR })]);
      expect(words.filter((review) => review)).toHaveLength(1);
      expect(await store.requests.read(ORG, request.requestId)).toMatchObject({ state: 'approved', version: 4 });
      expect(await count(`transition where to_state = 'approved'`, request.requestId)).toBe(1);
      expect(await count('delivery where seq = 4', request.requestId)).toBe(1);
    }
  });

  it('are bound by the first word when one confirms and another declines', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const request = await onHold(store);
      await propose(store, request);
      const confirm = () => say(store, request, 'confirmed');
      const decline = () => say(rival, request, 'declined', { person: THIRD_OPERATOR });
      const words = await Promise.all(round % 2 === 0 ? [confirm(), decline()] : [decline(), confirm()]);
      const done = words.filter((review) => review !== undefined);
      expect(done).toHaveLength(1);
      expect(await state(request.requestId)).toBe(done[0]?.status === 'confirmed' ? 'approved' : 'needs_review');
    }
  });

  it('leave no open proposal on a request that another one has just ended', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const request = await onHold(store);
      await propose(store, request);
      const [, late] = await Promise.all([say(store, request, 'confirmed'), propose(rival, request, 'executed', THIRD_OPERATOR)]);
      expect(late).toBeUndefined();
      expect(await count(`review where status = 'proposed'`, request.requestId)).toBe(0);
    }
  });

  it('are told to come back when somebody holds the request for long, and nothing is written', async () => {
    const request = await onHold(store);
    const session = new Client({ connectionString: store.url });
    await session.connect();
    await session.query('begin');
    await session.query('select from request where request_id = $1 for update', [request.requestId]);
    await expect(propose(store, request)).rejects.toThrow(StoreUnavailableError);
    await session.end();
    expect(await count('review where true', request.requestId)).toBe(0);
    expect(await propose(store, request)).toMatchObject({ proposal: 1 });
  });
});
