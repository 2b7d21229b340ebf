import { newEndpoint, ORG } from '../testdata/builders';
import { claimed, executed, refused } from '../testdata/executions';
import { onHold, propose, say } from '../testdata/reviews';
import { testStore, type TestStore } from '../testdata/test-database';

describe('the end of a request', () => {
  let store: TestStore;
  beforeAll(async () => {
    store = await testStore();
    await store.endpoints.create(newEndpoint());
    // A clock that is a millisecond later whenever it is looked at, and never ahead of the one by which executions fall due.
    await store.sql('create sequence look; grant usage on sequence look to countersign_gateway, countersign_worker');
    await store.sql(`create or replace function now_ms() returns timestamptz language sql volatile as
      $$ select date_trunc('milliseconds', clock_timestamp()) - interval '1 hour' + nextval('look') * interval '1 ms' $$`);
  });
  afterAll(() => store.drop());

  const endOf = async (requestId: string): Promise<object | undefined> => {
    const rows = await store.sql<object>(
      `select r.ended_at = r.updated_at as as_changed, r.ended_at = t.at as as_journaled
         from request r join transition t using (org_id, request_id) where org_id = $1 and request_id = $2 and t.seq = r.version`,
      [ORG, requestId],
    );
    return rows[0];
  };

  it.each([
    ['executed', executed],
    ['refused', refused],
  ] as const)('is one moment everywhere when its call was %s', async (_, settlement) => {
    const claim = await claimed(store);
    await store.executions.settle(settlement(claim));
    expect(await endOf(claim.requestId)).toEqual({ as_changed: true, as_journaled: true });
  });

  it('is one moment everywhere when two people ended it', async () => {
    const request = await onHold(store);
    await propose(store, request);
    await say(store, request, 'confirmed');
    expect(await endOf(request.requestId)).toEqual({ as_changed: true, as_journaled: true });
  });
});
