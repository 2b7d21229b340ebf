import { waitFor } from '@countersign/local-servers';
import { newRequest, ORG } from '../testdata/builders';
import { fillRequests, fillTheRest } from '../testdata/filled-tables';
import { type PlanNode, watchPlans } from '../testdata/plans';
import { testStore, type TestStore } from '../testdata/test-database';
import { PgJournalStore } from './pg-journal-store';

const ROWS = 20_000;
/** What a step may look at in one place, far below what is stored. */
const FEW_ROWS = 1_000;

jest.setTimeout(120_000);

describe.each(['while the tables were empty', 'with the tables full'])('a step of the sealer that was planned %s', (when) => {
  let store: TestStore;
  let journal: PgJournalStore;
  let plans: () => PlanNode[];
  beforeAll(async () => {
    store = await testStore();
    const apps = store.gateway({ poolSize: 1 });
    plans = await watchPlans(store, apps);
    journal = new PgJournalStore(apps.workerDatabase);
    if (when === 'while the tables were empty') await step();
    await fillRequests(store, { count: ROWS, state: `'approved'`, endedAt: 'now()' });
    await fillTheRest(store, '0197b3a0-0000-7000-8000-000000000001');
    await store.sql(
      `insert into journal_leaf (org_id, leaf_index, kind, request_id, number, leaf_hash)
       select org_id, row_number() over (), 'transition', request_id, seq, '' from transition`,
    );
    await store.sql(
      `insert into journal_checkpoint (org_id, tree_size, from_size, root, note, sealed_at, appended_at)
       select $1, n, n - 1, '', '', now(), now() from generate_series(1, ${ROWS}) n`,
      [ORG],
    );
    await store.sql('delete from journal');
    await store.sql('insert into journal (org_id, size, horizon) values ($1, $2, pg_current_xact_id()::text::bigint)', [ORG, ROWS]);
    await store.requests.submit(newRequest());
    await store.sql('vacuum analyze');
    // An entry counts once nothing older runs on the server, and the files beside this one run there too.
    await waitFor(async () => (await unsealed()) === 1, {
      what: 'the entry to be no younger than what runs elsewhere',
      deadlineMs: 60_000,
    });
    plans();
  });
  afterAll(() => store.drop());

  const unsealed = async (): Promise<number> => (await journal.unsealed(ORG, 100)).rows.length;

  /** Often enough for plans to be kept. */
  async function step(): Promise<number> {
    let found = 0;
    for (let count = 0; count < 8; count += 1) {
      await journal.orgsToSeal(10);
      found = await unsealed();
      await journal.claimCheckpoints(10, 1_000);
    }
    return found;
  }

  it('looks at what is new, and at nothing of 50,000 older entries', async () => {
    expect(await step()).toBe(1);
    const nodes = plans();
    expect(nodes.map(({ index }) => index)).toEqual(
      expect.arrayContaining([
        'transition_by_xact',
        'operator_action_by_xact',
        'identity_action_by_xact',
        'policy_action_by_xact',
        'refused_action_by_xact',
        'webhook_action_by_xact',
        'client_action_by_xact',
        'revoked_approval_by_xact',
        'read_action_by_xact',
        'journal_checkpoint_not_outside',
      ]),
    );
    expect(nodes.filter(({ type, rows }) => type === 'Seq Scan' && rows > FEW_ROWS)).toEqual([]);
    expect(nodes.filter(({ rows }) => rows > FEW_ROWS)).toEqual([]);
  });
});
