import { auditCommand, printVerdict, proveRequest } from '@countersign/audit';
import type { RequestRef } from '@countersign/engine';
import { GrowingTree, hashLeaf, openNote, readCheckpoint, rootFromInclusion, sealEntry, verifierKeyOf } from '@countersign/journal';
import { createPublicKey } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newSigner, ORG, SealedJournal } from '../../test-support/sealed-journal';
import { JournalSealer } from './journal-sealer';

/** Moves all leaves from `place` on by `by`, past the ones that are there. */
const RENUMBER = [
  'update journal_leaf set leaf_index = leaf_index + 1000000 where leaf_index >= $1',
  'update journal_leaf set leaf_index = leaf_index - 1000000 + $1 where leaf_index >= 1000000',
] as const;

/** Whoever owns the database may change it as they like; the auditor has a key and a file, and finds the place. */
describe('a journal that was tampered with', () => {
  let sealed: SealedJournal;
  let approved: RequestRef;
  let rejected: RequestRef;
  let waiting: RequestRef;

  let journal: SealedJournal;
  beforeAll(async () => {
    sealed = await SealedJournal.start();
    approved = await sealed.submit();
    rejected = await sealed.submit();
    await sealed.seal();
    await sealed.decide(approved, 'approve', 'as agreed with 919900000101');
    await sealed.decide(rejected, 'reject', 'no');
    await sealed.refuse(9051, rejected.requestId);
    await sealed.pause('for the night');
    await sealed.seal();
    waiting = await sealed.submit();
    await sealed.refuse(2001);
    await sealed.seal();
    await sealed.append();
    await sealed.close();
  });
  afterAll(() => sealed.stop());
  beforeEach(async () => {
    journal = await sealed.copy();
  });
  afterEach(() => journal.stop());

  /** A leaf is changed together with its entry, by somebody who knows how leaves are made. */
  const rebuildLeaf = async (index: number): Promise<void> => {
    const [row] = await journal.sql<{
      kind: 'transition';
      fields: Record<string, string>;
      words: Record<string, string>;
      salt: Buffer | null;
      lasting: Record<string, string>;
      lasting_salt: Buffer | null;
    }>(
      `select s.told ->> 'kind' as kind, s.told -> 'fields' as fields, s.told -> 'words' as words, s.told -> 'lasting' as lasting,
              l.salt, l.lasting_salt
         from journal_leaf l
         join journal_entry e using (org_id, kind, request_id, number)
        cross join lateral entry_to_seal(e, l.version) as s (told)
        where l.leaf_index = $1`,
      [index],
    );
    const { kind, fields, words, salt, lasting, lasting_salt: lastingSalt } = row!;
    const salts = { words: salt ?? Buffer.alloc(0), lasting: lastingSalt ?? Buffer.alloc(0) };
    const { hash, digests } = sealEntry({ orgId: ORG, kind, fields, words, lasting }, salts);
    await journal.sql('update journal_leaf set leaf_hash = $2, digests = $3 where leaf_index = $1', [
      index,
      hash,
      salt ? JSON.stringify(digests) : null,
    ]);
  };
  const forgeRequest = async (): Promise<RequestRef> => {
    const forged = await journal.submit();
    await journal.sql(`update transition set at = at - interval '1 day' where request_id = $1`, [forged.requestId]);
    return forged;
  };
  /** All leaves and checkpoints are made anew, over whatever the tables say now. */
  const rewrite = async (signer = journal.signer): Promise<void> => {
    for (const table of ['journal', 'journal_leaf', 'journal_checkpoint']) await journal.sql(`delete from ${table}`);
    await journal.seal(new JournalSealer(journal.store, signer));
  };
  const editComment = () => journal.sql(`update transition set comment = 'on the phone' where comment like 'as agreed%'`);

  it('is verified when nobody did', async () => {
    const verdict = await journal.audit();
    expect(verdict).toMatchObject({
      damage: undefined,
      entries: 8,
      checkpointsInside: 3,
      checkpointsOutside: 3,
      provenOutside: 8,
      requests: 3,
    });
    expect(printVerdict(verdict)).toContain('VERIFIED');
  });

  it('names an edited state', async () => {
    await journal.sql(`update transition set to_state = 'approved' where to_state = 'rejected'`);
    expect((await journal.audit()).damage).toMatchObject({
      kind: 'edit',
      leafIndex: await journal.leafOf(rejected, 2),
      entry: { kind: 'transition', request: rejected.requestId, number: 2 },
    });
  });

  it('names an edited comment', async () => {
    await editComment();
    expect((await journal.audit()).damage).toMatchObject({ kind: 'edit', leafIndex: await journal.leafOf(approved, 2) });
  });

  it('names an edited comment whose leaf was changed with it', async () => {
    await editComment();
    const leafIndex = await journal.leafOf(approved, 2);
    await rebuildLeaf(leafIndex);
    expect((await journal.audit()).damage).toMatchObject({ kind: 'edit', leafIndex });
    // Without the file outside the batch is known, not the place in it.
    expect((await journal.audit({ outside: false })).damage).toMatchObject({ kind: 'edit', leafIndex: 2 });
  });

  it('names an edited refusal, maker, decision and payload', async () => {
    const edits = [
      [`update refused_action set actor_id = 99 where code = 9051`, { kind: 'edit', entry: { kind: 'refusal' } }],
      [
        `update decision set checker_id = 99 where verdict = 'approved'`,
        { kind: 'edit', entry: { request: approved.requestId, number: 2 } },
      ],
      [
        `update request set payload_digest = 'other' where state = 'pending'`,
        { kind: 'edit', entry: { request: waiting.requestId, number: 1 } },
      ],
    ] as const;
    for (const times of [2, 1]) {
      await journal.sql('update refused_action set times = $1 where code = 9051', [times]);
      expect((await journal.audit()).damage?.entry?.kind).toBe(times === 2 ? 'refusal' : undefined);
    }
    // From the last entry to the first, so that each is the first one that is bad.
    for (const [statement, damage] of [edits[2], edits[0], edits[1]]) {
      await journal.sql(statement);
      expect((await journal.audit()).damage).toMatchObject(damage);
    }
    await journal.sql('update request set requester_id = 99 where request_id = $1', [approved.requestId]);
    expect((await journal.audit()).damage).toMatchObject({ kind: 'edit', leafIndex: await journal.leafOf(approved, 1) });
  });

  it('names a request whose state was edited past its journal', async () => {
    await journal.sql(`update request set state = 'approved' where request_id = $1`, [waiting.requestId]);
    expect((await journal.audit()).damage).toMatchObject({ kind: 'edit', entry: { request: waiting.requestId } });
  });

  it('names an entry that was inserted and dated back', async () => {
    const forged = await forgeRequest();
    expect((await journal.audit()).damage).toMatchObject({
      kind: 'insert',
      entry: { kind: 'transition', request: forged.requestId, number: 1 },
    });
  });

  it('names an entry that was inserted together with a leaf', async () => {
    const forged = await forgeRequest();
    await journal.sql(RENUMBER[0], [3]);
    await journal.sql(RENUMBER[1], [1]);
    await journal.sql(
      `insert into journal_leaf (org_id, leaf_index, kind, request_id, number, leaf_hash) values ($1, 3, 'transition', $2, 1, '')`,
      [ORG, forged.requestId],
    );
    await rebuildLeaf(3);
    expect((await journal.audit()).damage).toMatchObject({ kind: 'insert', leafIndex: 3, entry: { request: forged.requestId } });
  });

  it('names an entry that was deleted', async () => {
    const leafIndex = await journal.leafOf(rejected, 2);
    await journal.sql('delete from transition where request_id = $1 and seq = 2', [rejected.requestId]);
    const damage = { kind: 'delete', leafIndex, entry: { kind: 'transition', request: rejected.requestId, number: 2 } };
    expect((await journal.audit()).damage).toMatchObject(damage);
    expect((await journal.audit({ outside: false })).damage).toMatchObject(damage);
  });

  it('names a refusal that was deleted together with its leaf', async () => {
    const [refusal] = await journal.sql<{ leaf_index: number }>(
      `select leaf_index from journal_leaf where kind = 'refusal' order by 1 limit 1`,
    );
    const { leaf_index: leafIndex } = refusal!;
    await journal.sql('delete from refused_action where code = 9051');
    await journal.sql('delete from journal_leaf where leaf_index = $1', [leafIndex]);
    expect((await journal.audit()).damage).toMatchObject({ kind: 'delete', leafIndex });
    await journal.sql(RENUMBER[0], [leafIndex]);
    await journal.sql(RENUMBER[1], [-1]);
    expect((await journal.audit()).damage).toMatchObject({ kind: 'delete', leafIndex });
  });

  it('names two entries that changed places', async () => {
    await journal.sql('update journal_leaf set leaf_index = leaf_index + 100 where leaf_index in (2, 3)');
    await journal.sql('update journal_leaf set leaf_index = case leaf_index when 102 then 3 else 2 end where leaf_index in (102, 103)');
    expect((await journal.audit()).damage).toMatchObject({ kind: 'reorder', leafIndex: 2 });
  });

  it('names where a tail was cut, and cannot see it without the file outside', async () => {
    await journal.sql(`delete from transition where request_id = $1`, [waiting.requestId]);
    await journal.sql(`delete from request where request_id = $1`, [waiting.requestId]);
    await journal.sql('delete from refused_action where code = 2001');
    await journal.sql('delete from journal_leaf where leaf_index >= 6');
    await journal.sql('delete from journal_checkpoint where tree_size > 6');
    const tree = GrowingTree.empty();
    for (const { leaf_hash: hash } of await journal.sql<{ leaf_hash: Buffer }>('select leaf_hash from journal_leaf order by leaf_index'))
      tree.add(hash);
    await journal.sql('update journal set size = $1, peaks = $2', [tree.size, tree.keep()]);
    expect((await journal.audit()).damage).toMatchObject({ kind: 'tail cut', leafIndex: 6 });
    const blind = await journal.audit({ outside: false });
    expect(blind.damage).toBeUndefined();
    expect(blind.notices.join()).toContain('cannot be seen');
  });

  // Whoever makes the leaves anew makes new salts, so that the first one differs already.
  it('names that it was rewritten and signed by another key, with the file outside or without', async () => {
    await editComment();
    await rewrite(newSigner());
    expect((await journal.audit()).damage).toMatchObject({ kind: 'full rewrite', leafIndex: 0 });
    expect((await journal.audit({ outside: false })).damage).toMatchObject({ kind: 'full rewrite', leafIndex: 0 });
  });

  it('names that it was rewritten by whoever has the key, since the file outside was kept', async () => {
    await editComment();
    await rewrite();
    expect((await journal.audit()).damage).toMatchObject({ kind: 'full rewrite', leafIndex: 0 });
    expect((await journal.audit({ outside: false })).damage).toBeUndefined();
  });

  it('names a checkpoint that is missing', async () => {
    await journal.sql('delete from journal_checkpoint where tree_size = 6');
    expect((await journal.audit({ outside: false })).damage).toMatchObject({ kind: 'missing checkpoint' });
    expect((await journal.audit()).damage).toMatchObject({ kind: 'missing checkpoint' });
  });

  it('is verified still after words were erased, and shows where', async () => {
    await journal.sql('update transition set comment = null where request_id = $1', [rejected.requestId]);
    expect((await journal.audit()).damage).toMatchObject({ kind: 'edit', leafIndex: await journal.leafOf(rejected, 2) });
    const caller = JSON.stringify({ org_id: ORG, actor_id: 77, actor_name: 'officer' });
    await journal.sql('select erase_on_order($1, $2, true)', [caller, [rejected.requestId]]);
    const verdict = await journal.audit();
    expect(verdict.damage).toBeUndefined();
    const leaf = await journal.leafOf(rejected, 2);
    expect(verdict.erased.map(({ index }) => index)).toEqual([await journal.leafOf(rejected, 1), leaf]);
    expect(printVerdict(verdict)).toContain(`erased: entry ${leaf}, transition 2 of request ${rejected.requestId}`);
  });

  it('names words whose salt is gone though nobody erased them', async () => {
    await journal.sql('select forget_words($1, $2)', [ORG, [approved.requestId]]);
    await journal.sql('update transition set comment = null where request_id = $1', [approved.requestId]);
    expect((await journal.audit()).damage).toMatchObject({ kind: 'erasure', leafIndex: await journal.leafOf(approved, 1) });
  });

  it('is verified by one command, which says what it verified and by its exit code whether it is whole', async () => {
    const said: string[] = [];
    const [bundle, key] = [join(journal.folder, 'bundle'), join(journal.folder, 'key')];
    await writeFile(key, verifierKeyOf({ name: journal.signer.name, key: createPublicKey(journal.signer.key) }));
    const run = (...args: string[]): Promise<number> => auditCommand(args, (text) => said.push(text), { DATABASE_URL: journal.url });
    const verify = () => run('verify', '--bundle', bundle, '--checkpoints', journal.checkpointFile, '--public-key', key);
    expect(await run('export', '--org', String(ORG), '--out', bundle)).toBe(0);
    expect(await verify()).toBe(0);
    expect(said.at(-1)).toContain('8 sealed entries');
    await editComment();
    await run('export', '--org', String(ORG), '--out', bundle);
    expect(await verify()).toBe(1);
    expect(said.at(-1)).toMatch(/DAMAGED: edit. First bad entry: 2, transition 2 of request/);
    expect(await run('verify', '--bundle', key, '--public-key', key)).toBe(2);
    expect(await run('verify', '--bundle', bundle)).toBe(2);
  });

  it('cannot be verified with another log name, without a key, by no time or where there are no entries', async () => {
    const said: string[] = [];
    const [bundle, key, otherKey] = [join(journal.folder, 'bundle'), join(journal.folder, 'key.pem'), join(journal.folder, 'other.pem')];
    for (const [file, signer] of [
      [key, journal.signer],
      [otherKey, newSigner()],
    ] as const)
      await writeFile(file, createPublicKey(signer.key).export({ type: 'spki', format: 'pem' }));
    const run = (...args: string[]): Promise<number> => auditCommand(args, (text) => said.push(text), { DATABASE_URL: journal.url });
    const verify = (...more: string[]) => run('verify', '--bundle', bundle, '--checkpoints', journal.checkpointFile, ...more);
    const log = ['--log', journal.signer.name];
    await run('export', '--org', String(ORG), '--out', bundle);
    expect(await verify('--public-key', key, ...log)).toBe(0);
    expect([await verify('--public-key', key), said.at(-1)]).toEqual([2, expect.stringContaining('--log is AUDIT_LOG_NAME')]);
    expect([await verify('--public-key', otherKey, ...log), said.at(-1)]).toEqual([2, expect.stringContaining('give a --public-key')]);
    expect([await verify('--public-key', key, ...log, '--as-of', 'yesterday'), said.at(-1)]).toEqual([
      2,
      expect.stringContaining('--as-of'),
    ]);
    await run('export', '--org', '7999', '--out', bundle);
    expect([await verify('--public-key', key, ...log), said.at(-1)]).toEqual([2, expect.stringContaining('NO ENTRIES: org 7999')]);
  });

  it('names no entry where nothing but the marks of the file outside were changed', async () => {
    const [line = '', ...others] = (await readFile(journal.checkpointFile, 'utf8')).split('\n');
    const { marks, ...rest } = JSON.parse(line) as { marks: string };
    const bytes = Buffer.from(marks, 'base64');
    bytes[0] = (bytes[0] ?? 0) ^ 1;
    await writeFile(journal.checkpointFile, [JSON.stringify({ ...rest, marks: bytes.toString('base64') }), ...others].join('\n'));
    const { damage, notices } = await journal.audit();
    expect(damage).toBeUndefined();
    expect(notices.join()).toContain('The marks beside the checkpoint of size 2');
    await editComment();
    expect((await journal.audit()).damage).toMatchObject({ kind: 'edit', leafIndex: await journal.leafOf(approved, 2) });
  });

  it.each([
    ['the comment of a transition', `update transition set comment = 'x' where comment like 'as agreed%'`, 'transition (comment)'],
    ['another customer', `update request set customer = 'x' where state = 'rejected'`, 'request (payload'],
    ['a checker', `update decision set checker_name = 'x' where verdict = 'rejected'`, 'decision (who decided'],
    ['a verdict', `update refused_action set code = 1 where code = 9051`, 'a field of it (refused_action)'],
  ])('names table and column of %s', async (_, statement, part) => {
    await journal.sql(statement);
    expect((await journal.audit()).damage).toMatchObject({ kind: 'edit', sentence: expect.stringContaining(part) });
  });

  it.each([
    [
      'an end that is four seconds off',
      `update request set ended_at = ended_at + interval '4 seconds' where state = 'rejected'`,
      'request',
    ],
    [
      'an attempt for what is not decided yet',
      `insert into attempt (org_id, request_id, epoch, class, duration_ms, at) select org_id, request_id, 0, 'executed', 1, now() from request where state = 'pending'`,
      'attempt',
    ],
    [
      'an attempt after the end that claims to be older than all numbers',
      `insert into attempt (org_id, request_id, epoch, class, duration_ms, at, written_in)
       select org_id, request_id, 0, 'executed', 1, now(), 0 from request where state = 'rejected'`,
      'attempt',
    ],
  ])('names %s', async (_, statement, table) => {
    await journal.sql(statement);
    const verdict = await journal.audit();
    expect(verdict.damage?.sentence).toContain(table);
    expect(printVerdict(verdict)).toContain(`Wrong: ${table}`);
  });

  it('gives proofs about one request that show nothing of others', async () => {
    await journal.audit();
    const proof = await proveRequest(join(journal.folder, 'bundle.jsonl'), approved.requestId, [journal.signer]);
    const { text, signedBy } = openNote(proof.checkpoint, [journal.signer])!;
    const checkpoint = readCheckpoint(text)!;
    expect(signedBy).toBeDefined();
    expect(proof.entries.map(({ leafIndex }) => leafIndex)).toEqual([0, 2]);
    for (const { leaf, leafIndex, proof: hashes } of proof.entries)
      expect(
        rootFromInclusion(
          hashLeaf(leaf),
          leafIndex,
          checkpoint.size,
          hashes.map((hash) => Buffer.from(hash, 'base64')),
        ),
      ).toEqual(checkpoint.root);
    expect(JSON.stringify(proof)).not.toContain(rejected.requestId);
  });
});
