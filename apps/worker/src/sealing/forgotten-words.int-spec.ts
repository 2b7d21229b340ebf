import { IdentifierHash } from '@countersign/config';
import { PersonalData, PgRetentionStore } from '@countersign/persistence';
import { fillWorld } from '../../test-support/journaled-world';
import { ORG, SealedJournal } from '../../test-support/sealed-journal';

const ORDER = { orgId: ORG, orderedBy: 77, orderedByName: 'officer' };
const PERSON = '919900000177';

jest.setTimeout(60_000);

describe('a journal of which something was forgotten', () => {
  let journal: SealedJournal;
  const key = new IdentifierHash([{ id: 'test', key: Buffer.alloc(32, 7) }]).of(ORG, PERSON);
  beforeAll(async () => {
    journal = await SealedJournal.start();
    await journal.sql('select revoke_tokens($1, 9, $2, $3)', [ORG, `called ${PERSON}`, '{"actor_id":1,"actor_name":"one"}']);
    const read = { org_id: ORG, what: 'GET /v1/requests', row_count: 1, actor_id: 1, actor_name: 'one', trace_id: 't' };
    const old = { ...read, ago_ms: 30 * 86_400_000 };
    await journal.sql('select note_reads($1)', [JSON.stringify([old, { ...read, filter: { customer: key } }, read])]);
    await fillWorld(journal);
  });
  afterAll(() => journal.stop());

  it('is verified after reasons, a person and overdue reads went, and shows where', async () => {
    await PersonalData.in(journal.url, async (data) => {
      expect(await data.erasePerson(ORDER, [PERSON], [key])).toBe(2);
      await data.setRetention(ORDER, 'JOURNAL_READS', 9);
      const [pause] = await journal.sql<{ action_id: number }>(`select action_id from operator_action where action = 'pause'`);
      expect(await data.forgetReason(ORDER, 'operator-action', pause!.action_id)).toBe(true);
    });
    const retention = new PgRetentionStore(journal.open());
    while ((await retention.eraseOverdue(10)) > 0);
    await journal.seal();
    await journal.append();
    const { damage, erased } = await journal.audit();
    expect(damage).toBeUndefined();
    expect(erased.map(({ key: { kind } }) => kind).toSorted()).toEqual(['identity-action', 'operator-action', 'read', 'read']);
  });

  it('names a read that was forgotten before its time', async () => {
    const young = `select read_id from read_action where what is not null order by read_id limit 1`;
    await journal.sql(`delete from operator_action where action = 'erase' and type = 'JOURNAL_READS'`);
    await journal.sql(
      `delete from journal_leaf where kind = 'operator-action' and not exists (select from operator_action a where a.action_id = number)`,
    );
    await journal.sql(`select forget_reads($1, array(${young}))`, [ORG]);
    const [odd] = await journal.sql<{ count: number }>(`select count(*)::int from read_action where what is null`);
    expect(odd).toEqual({ count: 3 });
    expect((await journal.audit({ outside: false })).damage).toBeDefined();
  });
});
