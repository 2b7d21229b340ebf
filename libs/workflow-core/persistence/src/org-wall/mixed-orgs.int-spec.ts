import type { EventEmitter } from 'node:events';
import { approve, newRequest } from '../testdata/builders';
import { sqlStateOf } from '../testdata/sql-state';
import { testStore, type TestStore } from '../testdata/test-database';

const ORGS = [0, 7, 8, 900_719_925_474_099] as const;
const CALLS = 10_000;
const AT_ONCE = 50;
/** One in so many fails. */
const FAILING = 101;
interface Seen {
  readonly org_id: number;
}

const SEEN = 'select distinct org_id from request order by org_id';

jest.setTimeout(120_000);

describe('calls of many orgs over the same two connections', () => {
  let store: TestStore;
  beforeAll(async () => {
    store = await testStore();
    for (const orgId of ORGS) await store.requests.submit(newRequest({ orgId }));
  });
  afterAll(() => store.drop());

  it('never see what another call, or the one before on the connection, was allowed to see', async () => {
    const { database } = store.gateway({ poolSize: 2 });
    const seen = (rows: readonly { org_id: number }[]): string => rows.map(({ org_id }) => org_id).join();
    /** What a call shows, and what it has to show. */
    const kinds: readonly ((orgId: number) => readonly [Promise<string>, string])[] = [
      (orgId) => [database.within([orgId]).query<Seen>('seen', SEEN).then(seen), `${orgId}`],
      () => [database.query<Seen>('seen', SEEN).then(seen), ''],
      (orgId) => [database.within([orgId]).queryUnprepared<Seen>('seen', SEEN, []).then(seen), `${orgId}`],
      (orgId) => [database.within([orgId, 8]).query<Seen>('seen', SEEN).then(seen), [...new Set([orgId, 8])].sort((a, b) => a - b).join()],
      () => [database.within([]).query<Seen>('seen', SEEN).then(seen), ''],
    ];
    /** After each of these the pool takes a new connection. */
    const failures: readonly ((orgId: number) => readonly [Promise<string>, string])[] = [
      (orgId) => [sqlStateOf(database.within([orgId]).query('fails', 'select 1 / (select 0)')), '22012'],
      (orgId) => [sqlStateOf(database.within([orgId]).query('wrong', 'select no_such_column')), '42703'],
    ];
    const wrong: string[] = [];
    let next = 0;
    const caller = async (): Promise<void> => {
      for (let call = next++; call < CALLS; call = next++) {
        const orgId = ORGS[(call >> 3) % ORGS.length]!;
        const [shown, right] = (call % FAILING === 0 ? failures[call % 2] : kinds[call % kinds.length])!(orgId);
        if ((await shown) !== right) wrong.push(`call ${call} in org ${orgId} showed ${await shown}, not ${right}`);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, caller));
    expect(wrong).toEqual([]);
    expect(database.figures()).toMatchObject({ most: 2, busy: 0, waiting: 0 });
  });

  it('share statements, and each gets the answer of its own org', async () => {
    const { requests, statements } = store.gateway({ poolSize: 2 });
    const made = Array.from({ length: 32 }, (_, index) => newRequest({ orgId: ORGS[index % ORGS.length]! }));
    expect(new Set((await Promise.all(made.map((request) => requests.submit(request)))).map(({ kind }) => kind))).toEqual(
      new Set(['created']),
    );
    const strangers = made.map(({ orgId, requestId }, index) => ({ orgId: ORGS[(index + 1) % ORGS.length]!, requestId, own: orgId }));
    expect(new Set(await Promise.all(strangers.map(({ orgId, requestId }) => requests.read(orgId, requestId))))).toEqual(
      new Set([undefined]),
    );
    const refused = await Promise.all(strangers.map((stranger) => requests.close(approve(stranger))));
    expect(new Set(refused.map(({ kind }) => kind))).toEqual(new Set(['unknown']));
    const closed = await Promise.all(made.map((request) => requests.close(approve(request))));
    expect(new Set(closed.map(({ kind }) => kind))).toEqual(new Set(['done']));
    expect(new Set(statements())).toEqual(new Set(['submit_requests', 'read_requests', 'close_requests', 'explain_closes']));
  });

  it('take one round trip, entering included', async () => {
    const { database } = store.gateway({ poolSize: 1 });
    const client = await database.pool.connect();
    let trips = 0;
    (client as unknown as { readonly connection: EventEmitter }).connection.on('readyForQuery', () => (trips += 1));
    client.release();
    expect(await database.within([7]).query('seen', SEEN)).toEqual([{ org_id: 7 }]);
    expect(trips).toBe(1);
  });
});
