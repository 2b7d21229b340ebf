import type { RequestRef } from '@countersign/engine';
import { fillWorld } from '../../test-support/journaled-world';
import { ORG, SealedJournal } from '../../test-support/sealed-journal';

jest.setTimeout(120_000);

describe('an entry that claims another time', () => {
  let sealed: SealedJournal;
  let waiting: RequestRef;
  let journal: SealedJournal;
  beforeAll(async () => {
    sealed = await SealedJournal.start();
    waiting = await sealed.submit();
    await fillWorld(sealed);
    await sealed.close();
  });
  afterAll(() => sealed.stop());
  beforeEach(async () => {
    journal = await sealed.copy();
  });
  afterEach(() => journal.stop());

  const verdict = async () => {
    await journal.seal();
    await journal.append();
    return (await journal.audit()).damage;
  };
  /** A copy of one row with a time of its own, which the sealer finds like what happened now. */
  const forge = async (table: string, number: string, at: string): Promise<void> => {
    const [columns] = await journal.sql<{ list: string }>(
      `select string_agg(quote_ident(attname), ', ') as list from pg_attribute
        where attrelid = $1::regclass and attnum > 0 and not attisdropped and attname not in ($2, 'written_in')`,
      [table, number],
    );
    const { list } = columns!;
    await journal.sql(
      `insert into ${table} (${list}) select ${list} from jsonb_populate_record(null::${table},
         (select to_jsonb(s) || jsonb_build_object('at', now() + $1::interval) from ${table} s where org_id = ${ORG} order by ${number} desc limit 1)) p`,
      [at],
    );
  };

  it.each([
    ['operator_action', 'action_id', 'operator-action'],
    ['identity_action', 'action_id', 'identity-action'],
    ['policy_action', 'action_id', 'policy-action'],
    ['refused_action', 'refusal_id', 'refusal'],
    ['webhook_action', 'action_id', 'webhook-action'],
    ['client_action', 'action_id', 'client-action'],
    ['read_action', 'read_id', 'read'],
  ])('is named although it was sealed: of %s', async (table, number, kind) => {
    await forge(table, number, '-100 days');
    expect(await verdict()).toMatchObject({
      kind: 'back-dated',
      entry: { kind },
      sentence: expect.stringMatching(/happened at .*happened until /),
    });
  });

  it('is named when it lies in the future', async () => {
    await forge('refused_action', 'refusal_id', '3 hours');
    expect(await verdict()).toMatchObject({ kind: 'post-dated', entry: { kind: 'refusal' } });
  });

  it('is named when a whole decision was forged', async () => {
    await journal.decide(waiting, 'approve', 'yes');
    await journal.sql(`update decision set decided_at = decided_at - interval '60 days' where request_id = $1`, [waiting.requestId]);
    await journal.sql(`update transition set at = at - interval '60 days' where request_id = $1 and seq = 2`, [waiting.requestId]);
    expect(await verdict()).toMatchObject({ kind: 'back-dated', entry: { kind: 'transition', request: waiting.requestId } });
  });

  it('is named when the sealer was made to look for older rows once more', async () => {
    await forge('operator_action', 'action_id', '-100 days');
    await journal.sql('update operator_action set written_in = 0 where action_id = (select max(action_id) from operator_action)');
    await journal.sql('update journal set horizon = -1');
    expect(await verdict()).toMatchObject({ kind: 'back-dated', entry: { kind: 'operator-action' } });
  });

  it('is no other time when the journal begins with what is older, and when a read waited for five minutes', async () => {
    const old = await SealedJournal.start();
    await old.submit();
    await old.sql(`update transition set at = at - interval '300 days'`);
    await old.sql(`update request set created_at = created_at - interval '300 days', updated_at = updated_at - interval '300 days'`);
    await old.refuse(2001);
    await old.seal();
    await old.refuse(2001);
    await old.seal();
    const read = { org_id: ORG, what: 'GET /v1/requests', row_count: 1, actor_id: 1, actor_name: 'one', trace_id: 't', ago_ms: 300_000 };
    await old.sql('select note_reads($1)', [JSON.stringify([read])]);
    await old.seal();
    await old.append();
    expect((await old.audit()).damage).toBeUndefined();
    await old.stop();
  });
});
