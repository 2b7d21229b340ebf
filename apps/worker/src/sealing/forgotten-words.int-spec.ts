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
    // Each rule has its turn.
    for (let turn = 0; turn < 3; turn += 1) await retention.eraseOverdue(10);
    await journal.seal();
    await journal.append();
    const { damage, erased } = await journal.audit();
    expect(damage).toBeUndefined();
    expect(erased.map(({ key: { kind } }) => kind).toSorted()).toEqual(['identity-action', 'operator-action', 'read', 'read']);
  });

  it('names a read that was forgotten before its time, or without an order', async () => {
    const other = await SealedJournal.start();
    const read = { org_id: ORG, what: 'GET /v1/requests', row_count: 1, actor_id: 1, actor_name: 'one', trace_id: 't' };
    await other.sql('select note_reads($1)', [JSON.stringify([read])]);
    await other.seal();
    await other.append();
    await other.sql('select forget_reads($1, array[1])', [ORG]);
    expect((await other.audit()).damage?.sentence).toBe(
      'Of read 1 something was erased, and no order covers that and no retention was due.',
    );
    await PersonalData.in(other.url, (data) => data.setRetention(ORDER, 'JOURNAL_READS', 9));
    expect((await other.audit()).damage?.sentence).toContain('Of read 1 something was erased');
    await other.stop();
  });
});
