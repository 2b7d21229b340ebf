import { readFile } from 'node:fs/promises';
import { CheckpointFile, readCheckpointLine } from '@countersign/journal';
import { ORG, SealedJournal } from '../../test-support/sealed-journal';
import { CheckpointAppender } from './checkpoint-appender';
import { BrokenJournalError, JournalSealer } from './journal-sealer';

describe('the sealed journal', () => {
  let journal: SealedJournal;
  beforeEach(async () => {
    journal = await SealedJournal.start();
  });
  afterEach(() => journal.stop());

  const entries = async (): Promise<number> => {
    const [row] = await journal.sql<{ count: number }>('select count(*) from journal_leaf');
    return row?.count ?? 0;
  };

  it('holds transitions, operator actions and refusals of an org, and an auditor can verify them', async () => {
    const request = await journal.submit();
    await journal.decide(request, 'approve', 'as agreed');
    await journal.pause('for the night');
    await journal.refuse(9051, request.requestId);
    await journal.refuse(2007, undefined, ORG, 57);
    await journal.submit({ orgId: ORG + 1 });
    expect(await journal.seal()).toBe(6);
    await journal.append();
    expect(await journal.audit()).toMatchObject({ damage: undefined, entries: 5, provenOutside: 5, unsealed: 0, erased: [], notices: [] });
    expect(await journal.sql('select times from refused_action order by refusal_id')).toEqual([{ times: 1 }, { times: 57 }]);
    expect(await journal.audit({ orgId: ORG + 1 })).toMatchObject({ damage: undefined, entries: 1 });
  });

  it('passes over no transaction that commits after later ones', async () => {
    await journal.submit();
    await journal.seal();
    const slow = await journal.open().pool.connect();
    await slow.query('begin');
    const late = await journal.sql<{ request_id: string }>('select request_id from request');
    await slow.query(
      `insert into transition (org_id, request_id, seq, from_state, to_state, cause, trace_id, at)
       values ($1, $2, 2, 'pending', 'expired', 'clock', 't', now())`,
      [ORG, late[0]?.request_id],
    );
    const later = await journal.submit();
    await journal.seal();
    // The later one waits too: nobody can tell what the transaction before it will have written.
    expect(await entries()).toBe(1);
    await slow.query('commit');
    slow.release();
    await journal.seal();
    expect(await entries()).toBe(3);
    expect(await journal.leafOf(later, 1)).toBe(2);
  });

  it('takes what is older than the journal first, in parts, and once', async () => {
    const sealer = new JournalSealer(journal.store, journal.signer, 3);
    for (let count = 0; count < 7; count += 1) await journal.submit();
    await journal.pause('for the night');
    await journal.sql('update transition set written_in = 0');
    await journal.sql('update operator_action set written_in = 0');
    await journal.submit();
    expect(await journal.seal(sealer)).toBe(9);
    expect(await journal.seal(sealer)).toBe(0);
    await journal.append();
    expect((await journal.audit()).damage).toBeUndefined();
  });

  it('seals whom somebody let in or out, and which policies were agreed to, with what they say', async () => {
    const { pool } = journal.open();
    await pool.query(
      `insert into policy (org_id, type, version, status, auto_approval, proposed_by, proposed_by_name, proposed_at)
       values ($1, 'GOODWILL_POINTS', 1, 'proposed', '{"mode":"off"}', 1, 'one', now())`,
      [ORG],
    );
    await pool.query(`update policy set status = 'active', decided_by = 2, decided_by_name = 'two', decided_at = now()`);
    await pool.query(`select revoke_tokens($1, 7, 'left the team', '{"actor_id":1,"actor_name":"one"}')`, [ORG]);
    expect(await journal.seal()).toBe(3);
    await journal.append();
    expect(await journal.audit()).toMatchObject({ damage: undefined, entries: 3 });
    await journal.sql(`update policy set auto_approval = '{"mode":"on"}'`);
    expect((await journal.audit()).damage).toMatchObject({ kind: 'edit', entry: { kind: 'policy-action' } });
    await journal.sql(`update policy set auto_approval = '{"mode":"off"}'`);
    await journal.sql('update identity_action set about = 8');
    expect((await journal.audit()).damage).toMatchObject({ kind: 'edit', entry: { kind: 'identity-action' } });
  });

  it('seals what was done to webhooks and API clients, and who read personal data, and names what is changed of it', async () => {
    const { pool } = journal.open();
    const caller = { org_id: ORG, actor_id: 1, actor_name: 'one', trace_id: 't' };
    const change = '11111111-1111-4111-8111-111111111111';
    await pool.query('select note_webhook_action($1, $2, $3, $4, $5, $6)', [
      JSON.stringify(caller),
      ...['propose-url', '22222222-2222-4222-8222-222222222222', change, '{"url":"https://new.example"}', 'the host has moved'],
    ]);
    await pool.query('select note_client_action($1, $2, $3, $4, $5)', [
      JSON.stringify(caller),
      'rotate',
      1_000_000_000_000_001,
      null,
      null,
    ]);
    const read = { ...caller, what: 'GET /v1/requests', filter: { customer: 'hash' }, row_count: 20, ago_ms: 400 };
    await pool.query('select note_reads($1)', [JSON.stringify([read, { ...read, actor_id: 2, times: 3 }])]);
    expect(await journal.seal()).toBe(4);
    await journal.append();
    expect(await journal.audit()).toMatchObject({ damage: undefined, entries: 4, unsealed: 0 });
    for (const [kind, change, undo] of [
      [
        'webhook-action',
        `update webhook_action set details = '{"url":"https://old.example"}'`,
        `update webhook_action set details = '{"url":"https://new.example"}'`,
      ],
      ['webhook-action', `update webhook_action set reason = 'x'`, `update webhook_action set reason = 'the host has moved'`],
      ['client-action', 'update client_action set actor_id = 9', 'update client_action set actor_id = 1'],
      ['read', 'update read_action set actor_id = 3 where actor_id = 2', 'update read_action set actor_id = 2 where actor_id = 3'],
      ['read', 'update read_action set row_count = 0', 'update read_action set row_count = 20'],
    ] as const) {
      await journal.sql(change);
      expect((await journal.audit()).damage).toMatchObject({ kind: 'edit', entry: { kind } });
      await journal.sql(undo);
    }
    expect((await journal.audit()).damage).toBeUndefined();
    await journal.sql('delete from read_action where actor_id = 2');
    expect((await journal.audit()).damage).toMatchObject({ kind: 'delete', entry: { kind: 'read', number: 2 } });
  });

  it('goes on after its tables were copied to a server that counts transactions anew', async () => {
    await journal.submit();
    await journal.seal();
    await journal.sql('update journal set horizon = horizon + 1000000000000');
    await journal.sql('update transition set written_in = written_in + 1000000000000');
    await journal.submit();
    expect(await journal.seal()).toBe(1);
    await journal.submit();
    expect(await journal.seal()).toBe(1);
    expect(await entries()).toBe(3);
  });

  it('seals each entry once, however many sealers there are', async () => {
    for (let count = 0; count < 20; count += 1) await journal.submit();
    const sealed = await Promise.all([journal.seal(), journal.seal(), journal.seal()]);
    expect(sealed.reduce((sum, count) => sum + count, 0)).toBe(20);
    await journal.append();
    expect(await journal.audit()).toMatchObject({ damage: undefined, entries: 20 });
  });

  it('carries a checkpoint outside that a crash kept inside, and one twice that a crash kept unmarked', async () => {
    await journal.submit();
    await journal.seal();
    const dies = new CheckpointAppender(
      Object.assign(Object.create(journal.store) as typeof journal.store, { markAppended: () => Promise.reject(new Error('killed')) }),
      new CheckpointFile(journal.checkpointFile),
    );
    await journal.othersHaveEnded();
    await expect(dies.round()).rejects.toThrow('killed');
    await journal.sql(`update journal_checkpoint set claimed_until = now() - interval '1 second'`);
    expect(await journal.append()).toBe(1);
    expect(await journal.append()).toBe(0);
    const lines = (await readFile(journal.checkpointFile, 'utf8')).trim().split('\n');
    expect(lines).toHaveLength(2);
    expect(readCheckpointLine(lines[0]!)).toEqual(readCheckpointLine(lines[1]!));
    expect(await journal.audit()).toMatchObject({ damage: undefined, checkpointsOutside: 1 });
  });

  it('does not seal words that were erased after it read them', async () => {
    await journal.submit();
    await journal.seal();
    const request = await journal.submit();
    await journal.decide(request, 'reject', 'call 919900000101');
    await journal.store.orgsToSeal(1);
    const store = Object.assign(Object.create(journal.store) as typeof journal.store, {
      seal: async (...sealed: Parameters<typeof journal.store.seal>) => {
        await journal.sql('update transition set comment = null');
        await journal.sql('select forget_words($1, $2)', [ORG, [request.requestId]]);
        return journal.store.seal(...sealed);
      },
    });
    await journal.othersHaveEnded();
    expect(await new JournalSealer(store, journal.signer).round()).toMatchObject({ sealed: 0 });
    expect(await journal.seal()).toBe(2);
    await journal.append();
    expect((await journal.audit()).damage).toBeUndefined();
  });

  it('signs nothing on top of a tree that does not fit the last checkpoint', async () => {
    await journal.submit();
    await journal.seal();
    await journal.sql(`update journal set peaks = sha256(peaks)`);
    await journal.submit();
    await journal.othersHaveEnded();
    const { sealed, failures } = await journal.sealer.round();
    expect(sealed).toBe(0);
    expect(failures.get(ORG)).toBeInstanceOf(BrokenJournalError);
  });

  it.each([
    'update journal_leaf set number = 9',
    'delete from journal_leaf',
    `update refused_action set code = 1`,
    'delete from refused_action',
    'update webhook_action set reason = null, details = null',
    `update webhook_action set reason = 'other'`,
    'delete from webhook_action',
    'update read_action set actor_id = 2',
    'update read_action set filter = null',
    'delete from read_action',
  ])('is not rewritten by a slip: %s', async (statement) => {
    const request = await journal.submit();
    await journal.decide(request, 'approve', 'as agreed');
    await journal.refuse(9051);
    await journal.sql(`insert into webhook_action (org_id, action, endpoint_id, reason, actor_id, actor_name, at)
                       values (7001, 'create', gen_random_uuid(), 'new', 1, 'one', now())`);
    await journal.sql(`insert into read_action (org_id, what, filter, row_count, times, actor_id, actor_name, at)
                       values (7001, 'GET /v1/requests', '{}', 1, 1, 1, 'one', now())`);
    await journal.seal();
    await expect(journal.open().pool.query(statement)).rejects.toThrow(/sealed|never changed|only words can be forgotten/);
  });
});
