import { createHash } from 'node:crypto';
import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startWorkload, type Workload } from '@countersign/chaos';
import { checkInvariants, EVIDENCE_FILES, EvidenceRecorder, type HistoryLine, type ReceivedLine } from '@countersign/invariant-checker';
import { TestStack } from '../support/test-stack';

const WORKED_MS = 20_000;
const ALL_TYPES = ['CUSTOMER_STATUS_CHANGE', 'EARN_BADGE', 'GOODWILL_POINTS', 'ISSUE_BADGE', 'POINTS_REDEMPTION'];
/** A request that no longer waits, one that is asked for already, and what nobody decides on who made it. */
const EXPECTED_REFUSALS = [2002, 9028, 9051];

describe('the workload, while nothing goes wrong', () => {
  let on: TestStack;
  let folder: string;
  let workload: Workload;
  let history: readonly HistoryLine[];

  beforeAll(async () => {
    on = await TestStack.start();
    folder = await mkdtemp(path.join(tmpdir(), 'countersign-workload-'));
    const recorder = new EvidenceRecorder(folder);
    workload = await startWorkload({
      stack: on.stack,
      recorder,
      random: numbersFrom(1),
      ratePerSecond: 20,
      isFaultActive: () => false,
      loyalty: { url: on.stack.sandboxUrl },
      databaseUrl: on.stack.databaseUrl,
    });
    const startedAt = Date.now();
    await pause(WORKED_MS);
    await workload.finish(Date.now() + 90_000);
    const endedAt = Date.now();
    await workload.close();
    await recorder.close({ ...workload.facts(), startedAt, healedAt: startedAt, endedAt });
    await copyFile(path.join(on.stack.parts.folder, 'sandbox', 'ledger.jsonl'), path.join(folder, EVIDENCE_FILES.ledger));
    history = await linesOf<HistoryLine>(EVIDENCE_FILES.history);
  }, 240_000);
  afterAll(async () => {
    await on.stop();
    await rm(folder, { recursive: true, force: true });
  });

  async function linesOf<Line>(name: string): Promise<Line[]> {
    const text = await readFile(path.join(folder, name), 'utf8');
    return text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Line]));
  }

  const ended = (kind: HistoryLine['kind']) => history.filter((line) => line.kind === kind && line.phase === 'ok');

  it('leaves nothing unfinished', async () => {
    const [left] = await on.sql(`select
      (select count(*)::int from request where ended_at is null) as requests,
      (select count(*)::int from execution) as executions,
      (select count(*)::int from delivery where state <> 'delivered') as deliveries`);
    expect(left).toEqual({ requests: 0, executions: 0, deliveries: 0 });
  });

  it('counts what the database holds', async () => {
    const [stored] = await on.sql<{ requests: number; decided: number; deliveries: number }>(`select
      (select count(*)::int from request) as requests,
      (select count(*)::int from request r where state = 'withdrawn'
          or exists (select 1 from decision d where d.org_id = r.org_id and d.request_id = r.request_id)) as decided,
      (select count(*)::int from delivery) as deliveries`);
    const { submitted, decided, terminal, delivered, open } = workload.counts;
    expect({ submitted, decided, terminal, delivered, open }).toEqual({
      submitted: stored?.requests,
      decided: stored?.decided,
      terminal: stored?.requests,
      delivered: stored?.deliveries,
      open: 0,
    });
    expect(submitted).toBeGreaterThan(200);
  });

  it('writes down the end of every call, and knows each of them', () => {
    const invoked = history.filter(({ phase }) => phase === 'invoke').map(({ callId }) => callId);
    const answered = history.filter(({ phase }) => phase !== 'invoke').map(({ callId }) => callId);
    expect(new Set(invoked).size).toBe(invoked.length);
    expect(answered.toSorted()).toEqual(invoked.toSorted());
    const { total, ok, fail, unknown } = workload.counts.calls;
    expect([total, unknown]).toEqual([invoked.length, 0]);
    expect(history.filter(({ phase }) => phase === 'ok')).toHaveLength(ok);
    expect(history.filter(({ phase }) => phase === 'fail')).toHaveLength(fail);
    expect(workload.counts.callsDuringFaults.total).toBe(0);
  });

  it('is refused only what it wants to be refused', () => {
    expect([...workload.refusals.keys()].filter((code) => !EXPECTED_REFUSALS.includes(code))).toEqual([]);
  });

  it('brings about all that it is there for', async () => {
    const states = await on.sql<{ state: string }>('select distinct state from request order by state');
    expect(states.map(({ state }) => state)).toEqual(['approved', 'failed', 'rejected', 'withdrawn']);
    expect([...new Set(ended('submit').map(({ type }) => type))].toSorted()).toEqual(ALL_TYPES);
    const [auto] = await on.sql<{ count: number }>(`select count(*)::int as count from request where verdict = 'auto'`);
    expect(auto?.count).toBeGreaterThan(0);
  });

  it('knows the stored payloads by their hash', async () => {
    const stored = await on.sql<{ id: string; payload: string }>('select request_id as id, payload::text from request');
    const hashes = new Map(stored.map(({ id, payload }) => [id, createHash('sha256').update(payload).digest('hex')]));
    for (const { requestId = '', payloadHash } of ended('submit')) expect(hashes.get(requestId)).toBe(payloadHash);
  });

  it('gets the same answer when it submits again with the same key', () => {
    const answers = new Map<string, string[]>();
    for (const { orgId, userId, idempotencyKey, answerHash } of ended('submit')) {
      const key = `${orgId} ${userId} ${idempotencyKey}`;
      if (answerHash !== undefined) answers.set(key, [...(answers.get(key) ?? []), answerHash]);
    }
    const repeated = [...answers.values()].filter(({ length }) => length > 1);
    expect(repeated.length).toBeGreaterThan(0);
    for (const hashes of repeated) expect(new Set(hashes).size).toBe(1);
  });

  it('leaves evidence that can be checked, and nothing wrong in it', async () => {
    const { invariants, violations } = await checkInvariants({ databaseUrl: on.stack.databaseUrl, evidenceFolder: folder });
    expect(violations).toEqual([]);
    const looked = invariants.filter(({ checked }) => checked > 0).map(({ id }) => id);
    expect(looked).toEqual(expect.arrayContaining(['I1', 'I2', 'I3', 'I4', 'I5', 'I6', 'I8', 'I12', 'I13', 'I15']));
  });

  it('keeps what each receiver got, with the marker of its own org in it', async () => {
    const { receivers, orgMarkers } = workload.facts();
    expect(receivers).toHaveLength(9);
    for (const { endpointId, orgId } of receivers) {
      const lines = await linesOf<ReceivedLine>(path.join(EVIDENCE_FILES.receivers, `${endpointId}.jsonl`));
      expect(lines.length).toBeGreaterThan(0);
      const marker = orgMarkers[orgId] ?? 'none';
      expect(lines.filter(({ bodyText, headers }) => !bodyText.includes(marker) || headers['webhook-id'] === undefined)).toEqual([]);
    }
  });
});

/** The same numbers for the same seed (mulberry32). */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
