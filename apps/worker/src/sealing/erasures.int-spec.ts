import { printVerdict } from '@countersign/audit';
import type { RequestRef } from '@countersign/engine';
import { PersonalData, PgRetentionStore } from '@countersign/persistence';
import { fillWorld } from '../../test-support/journaled-world';
import { ORG, SealedJournal } from '../../test-support/sealed-journal';

const ORDER = { orgId: ORG, orderedBy: 77, orderedByName: 'officer' };
const TYPE = 'GOODWILL_POINTS';

jest.setTimeout(120_000);

describe('something that was erased of a journal', () => {
  let sealed: SealedJournal;
  let rejected: RequestRef;
  let other: RequestRef;
  let journal: SealedJournal;
  beforeAll(async () => {
    sealed = await SealedJournal.start();
    rejected = await sealed.submit({ limits: { caps: { customer: { requests: 5 } } } });
    other = await sealed.submit();
    await sealed.decide(rejected, 'reject', 'not for 919900000101');
    await sealed.decide(other, 'reject', 'no');
    const read = { org_id: ORG, what: 'GET /v1/requests', row_count: 1, actor_id: 1, actor_name: 'one', trace_id: 't' };
    await sealed.sql('select note_reads($1)', [JSON.stringify([{ ...read, filter: { customer: 'key-of-1' } }, read, read])]);
    await fillWorld(sealed);
    await sealed.close();
  });
  afterAll(() => sealed.stop());
  beforeEach(async () => {
    journal = await sealed.copy();
  });
  afterEach(() => journal.stop());

  const ordered = <T>(work: (data: PersonalData) => Promise<T>): Promise<T> => PersonalData.in(journal.url, work);
  const damage = async () => (await journal.audit()).damage;
  const resealed = async (): Promise<void> => {
    await journal.seal();
    await journal.append();
  };

  it.each([
    ['webhook-action', 'webhook_action'],
    ['client-action', 'client_action'],
    ['identity-action', 'identity_action'],
  ])('by taking the salt of a %s names it, also where its actor was rewritten, and where it never had a reason', async (kind, table) => {
    await journal.sql('update journal_leaf set salt = null where kind = $1', [kind]);
    expect(await damage()).toMatchObject({ kind: 'erasure', entry: { kind, number: 1 } });
    await journal.sql(`update ${table} set reason = null`);
    expect(await damage()).toMatchObject({ kind: 'erasure', entry: { kind, number: 1 } });
    await journal.sql(`update ${table} set actor_name = 'somebody else' where actor_id is not null`);
    expect((await damage())?.entry).toMatchObject({ kind, number: 1 });
  });

  it.each([
    ['webhook-action', 'webhook_action'],
    ['client-action', 'client_action'],
    ['identity-action', 'identity_action'],
  ] as const)('on an order keeps who did it: a rewritten actor of a %s is named', async (kind, table) => {
    expect(await ordered((data) => data.forgetReason(ORDER, kind, 1))).toBe(true);
    await resealed();
    expect(await damage()).toBeUndefined();
    await journal.sql(`update ${table} set actor_name = 'somebody else' where action_id = 1`);
    expect(await damage()).toMatchObject({ kind: 'edit', entry: { kind, number: 1 }, sentence: expect.stringContaining('actor_name') });
  });

  it('leaves the salt of an entry that has no reason', async () => {
    await journal.sql(`update webhook_action set reason = null`);
    const before = await journal.sql(`select from journal_leaf where salt is not null`);
    expect(await ordered((data) => data.forgetReason(ORDER, 'webhook-action', 1))).toBe(false);
    expect(await journal.sql(`select from journal_leaf where salt is not null`)).toHaveLength(before.length);
  });

  it('is named where requests were erased by SQL alone, and each of them, however many more there are', async () => {
    await ordered((data) => data.erase(ORDER, [other.requestId], true));
    await resealed();
    expect(await damage()).toBeUndefined();
    await journal.sql('select erase_requests($1, $2, true)', [ORG, [rejected.requestId]]);
    const verdict = await journal.audit();
    expect(verdict.damage).toMatchObject({ kind: 'erasure', entry: { request: rejected.requestId } });
    expect(printVerdict(verdict)).toContain(`DAMAGED: erasure. First bad entry: ${await journal.leafOf(rejected, 1)}`);
  });

  it.each([
    ['who decided', `update decision set checker_name = 'x' where request_id = $1`, 'decision'],
    ['what was decided', `update decision set digest_seen = 'x' where request_id = $1`, 'decision'],
    ['when', `update decision set decided_at = decided_at - interval '1 day' where request_id = $1`, undefined],
    ['a comment', `update decision set comment = 'not at all' where request_id = $1`, 'decision'],
    ['a comment of the transition', `update transition set comment = 'not at all' where request_id = $1 and seq = 2`, 'transition'],
    ['what the verdict rested on', `update verdict_facts set facts = '{}' where request_id = $1`, 'verdict_facts'],
    ['the maker', `update request set requester_name = 'x' where request_id = $1`, 'request'],
    ['a loyalty key', `update request set loyalty_key_hash = 'x' where request_id = $1`, 'request'],
    [
      'an attempt',
      `insert into attempt (org_id, request_id, epoch, class, duration_ms, at, written_in) values (${ORG}, $1, 0, 'executed', 1, now() - interval '1 year', 0)`,
      'attempt',
    ],
  ])('on an order keeps what remains: %s', async (_, statement, table) => {
    await ordered((data) => data.erase(ORDER, [rejected.requestId], true));
    await resealed();
    expect(await damage()).toBeUndefined();
    await journal.sql(statement, [rejected.requestId]);
    const found = await damage();
    expect(found).toBeDefined();
    if (table !== undefined) expect(found?.sentence).toContain(table);
  });

  it('on an order keeps attempts, the outcome and the loyalty key of a request that was executed', async () => {
    const [row] = await journal.sql<{ request_id: string }>(
      `select request_id from attempt join request using (org_id, request_id) where state = 'approved' and loyalty_key_hash is not null limit 1`,
    );
    const id = row!.request_id;
    await ordered((data) => data.erase(ORDER, [id], true));
    await resealed();
    expect(await damage()).toBeUndefined();
    const rewrite = async (table: string, column: string, value: string): Promise<void> => {
      const [row] = await journal.sql<{ was: unknown }>(
        `with before as (select to_jsonb(t) -> '${column}' as was from ${table} t where request_id = $1 and ${column} is not null limit 1)
         update ${table} set ${column} = ${value} where request_id = $1 and ${column} is not null returning (select was from before) as was`,
        [id],
      );
      expect((await damage())?.sentence).toContain(table);
      await journal.sql(
        `update ${table} set ${column} = (select x.${column} from jsonb_populate_record(null::${table}, jsonb_build_object('${column}', $2::jsonb)) x)
          where request_id = $1 and ${column} is not null`,
        [id, JSON.stringify(row!.was)],
      );
    };
    await rewrite('attempt', 'class', `'refused'`);
    await rewrite('attempt', 'http_status', '500');
    await rewrite('request', 'loyalty_key_hash', `'other'`);
    expect(await damage()).toBeUndefined();
    await journal.sql('delete from attempt where request_id = $1', [id]);
    expect(await damage()).toMatchObject({ kind: 'erasure', entry: { request: id } });
    const outcome = '{"kind":"executed","message":"erased","attempts":9}';
    for (const table of ['request', 'transition'])
      await journal.sql(`update ${table} set outcome = $2 where request_id = $1 and outcome is not null`, [id, outcome]);
    expect((await damage())?.sentence).toContain('transition (outcome)');
  });

  it('is covered by the order that names it alone: after one read of an erased person no other goes unnoticed', async () => {
    expect(await ordered((data) => data.erasePerson(ORDER, ['919900000101'], ['key-of-1']))).toBe(1);
    await resealed();
    expect(await damage()).toBeUndefined();
    await journal.sql('select forget_reads($1, array(select read_id from read_action))', [ORG]);
    expect(await damage()).toMatchObject({ kind: 'erasure', entry: { kind: 'read' } });
  });

  it('is covered by an order of the version before as far as it counts, and where it was sealed before it', async () => {
    const old = (count: number) =>
      journal.sql(`select note_action($1, 'erase', $2, $3)`, [
        JSON.stringify({ org_id: ORG, actor_id: 77, actor_name: 'o' }),
        TYPE,
        `${count} request`,
      ]);
    await journal.sql('select erase_requests($1, $2, true)', [ORG, [rejected.requestId]]);
    await old(1);
    await resealed();
    expect(await damage()).toBeUndefined();
    await journal.sql('select erase_requests($1, $2, true)', [ORG, [other.requestId]]);
    expect(await damage()).toMatchObject({ kind: 'erasure' });
  });

  it('is covered by a retention that was due, attempts included, and by none that was not', async () => {
    await ordered((data) => data.setRetention(ORDER, TYPE, 9));
    await journal.sql('select erase_requests($1, $2, true)', [ORG, [rejected.requestId]]);
    await resealed();
    expect(await damage()).toMatchObject({ kind: 'erasure', entry: { request: rejected.requestId } });
  });

  it('keeps a request whose order to erase is there, but not its erasure', async () => {
    await ordered((data) => data.erase(ORDER, [rejected.requestId], true));
    await journal.sql('update request set erased_at = null where request_id = $1', [rejected.requestId]);
    expect(await damage()).toMatchObject({ kind: 'erasure' });
  });

  it('of an earlier pause or revocation leaves the reason of the one that stands', async () => {
    const caller = JSON.stringify({ org_id: ORG, actor_id: 1, actor_name: 'one', trace_id: 't' });
    await journal.sql('select resume_type($1, $2, $3)', [caller, TYPE, 'for the night']);
    await journal.pause('for the night');
    await journal.sql('select revoke_tokens($1, 62, $2, $3)', [ORG, 'left the team', caller]);
    const [first] = await journal.sql<{ pause: number; revocation: number }>(
      `select (select min(action_id) from operator_action where action = 'pause') as pause,
              (select min(action_id) from identity_action where action = 'revoke') as revocation`,
    );
    await ordered(async (data) => {
      expect(await data.forgetReason(ORDER, 'operator-action', first!.pause)).toBe(true);
      expect(await data.forgetReason(ORDER, 'identity-action', first!.revocation)).toBe(true);
    });
    await resealed();
    expect(
      await journal.sql('select (select reason from pause) as paused, (select reason from revocation where user_id = 62) as revoked'),
    ).toEqual([{ paused: 'for the night', revoked: 'left the team' }]);
    expect(await damage()).toBeUndefined();
  });

  it('by the retention of its type is verified still, once the time is over', async () => {
    const aged = await SealedJournal.start();
    // As if the org had been journaled for a while: what is older than the journal is taken in as it is.
    const request = await aged.submit();
    await aged.decide(request, 'reject', 'no');
    await aged.sql(`update transition set at = at - interval '20 days'`);
    await aged.sql(
      `update request set created_at = created_at - interval '20 days', updated_at = updated_at - interval '20 days', ended_at = ended_at - interval '20 days'`,
    );
    await aged.sql(`update decision set decided_at = decided_at - interval '20 days'`);
    await aged.seal();
    await PersonalData.in(aged.url, (data) => data.setRetention(ORDER, TYPE, 9));
    await new PgRetentionStore(aged.open()).eraseOverdue(10);
    await aged.seal();
    await aged.append();
    const verdict = await aged.audit();
    expect([verdict.damage, verdict.erased.length]).toEqual([undefined, 2]);
    await aged.stop();
  });
});
