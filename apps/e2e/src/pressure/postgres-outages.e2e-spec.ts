import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as rest } from 'node:timers/promises';
import { waitFor } from '@countersign/local-servers';
import { callersUntil, isComeBackLater, PressedGateway, requestIdOf, type Timed } from './pressed-gateway';

const HANG_MS = 12_000;
/** A call has 5 s; the rest is for a busy machine. */
const BOUND_MS = 9_000;
/** Resident bytes that a hang may cost in all: what waits is bounded, whoever calls. */
const MOST_GROWTH = 200 * 1_024 * 1_024;

/** A caller's rest after a refusal. */
const REST_MS = 20;
/** So many calls are repeated at the same time. */
const AT_ONCE = 16;

/** Submissions by key: what was acknowledged, and what is open. */
class Ledger {
  readonly acknowledged = new Map<string, string>();
  readonly open: string[] = [];
  private last = 0;

  constructor(private readonly on: PressedGateway) {}

  async submit(): Promise<Timed> {
    const key = `key-${(this.last += 1)}`;
    const answer = await this.on.submit(key);
    if (answer.status === 200) this.acknowledged.set(key, requestIdOf(answer));
    else {
      this.open.push(key);
      // Far shorter than the gateway asks for, and long enough that not all of the test goes into repeating what was refused.
      await rest(REST_MS);
    }
    return answer;
  }

  /** Every caller repeats with the same key: the acknowledged get their answer again, the others get one; and each key has one request. */
  async check(): Promise<void> {
    const again = async (key: string): Promise<string> => requestIdOf(await this.on.submit(key));
    expect(await inPortions([...this.acknowledged.keys()], again)).toEqual([...this.acknowledged.values()]);
    await inPortions(this.open, again);
    const rows = await this.on.sql(`select idempotency_key from request where idempotency_key like 'key-%'`);
    expect(rows).toHaveLength(this.acknowledged.size + this.open.length);
    expect(this.acknowledged.size).toBeGreaterThan(0);
  }
}

async function inPortions(keys: readonly string[], act: (key: string) => Promise<string>): Promise<string[]> {
  const results: string[] = [];
  for (let from = 0; from < keys.length; from += AT_ONCE) results.push(...(await Promise.all(keys.slice(from, from + AT_ONCE).map(act))));
  return results;
}

describe('a gateway whose PostgreSQL', () => {
  let on: PressedGateway;
  let ledger: Ledger;
  beforeEach(async () => {
    on = await PressedGateway.start();
    ledger = new Ledger(on);
  });
  afterEach(() => on.stop());

  const postgres = () => on.stack.parts.postgres!;
  const works = async (): Promise<boolean> => (await on.submit()).status === 200 && (await on.list()).status === 200;

  it('hangs answers 503 in time, keeps its memory flat, and has lost nothing acknowledged when it goes on', async () => {
    await callersUntil(
      () => ledger.acknowledged.size >= 50,
      8,
      () => ledger.submit(),
    );
    const requestId = await on.submitted();
    const before = residentBytes(on.stack.gateway.pid!);
    const frozen = [postgres().pid, ...childrenOf(postgres().pid)];
    for (const pid of frozen) process.kill(pid, 'SIGSTOP');
    let most = 0;
    const watch = setInterval(() => (most = Math.max(most, residentBytes(on.stack.gateway.pid!))), 200);
    try {
      const thawAt = performance.now() + HANG_MS;
      const isOver = () => performance.now() > thawAt - BOUND_MS / 2;
      const answers = await Promise.all([
        callersUntil(isOver, 300, () => ledger.submit()),
        callersUntil(isOver, 300, () => on.list()),
        callersUntil(isOver, 100, () => on.decide(requestId)),
        callersUntil(isOver, 50, () => on.read(requestId)),
        callersUntil(isOver, 50, () => on.webhooks()),
      ]);
      expect(answers.flat().filter((answer) => !isComeBackLater(answer))).toEqual([]);
      expect(Math.max(...answers.flat().map(({ ms }) => ms))).toBeLessThan(BOUND_MS);
      expect(await on.isReady()).toBe(false);
    } finally {
      clearInterval(watch);
      for (const pid of frozen) process.kill(pid, 'SIGCONT');
    }
    await waitFor(works, { what: 'the gateway to serve again', deadlineMs: 10_000 });
    expect(await on.isReady()).toBe(true);
    expect(most - before).toBeLessThan(MOST_GROWTH);
    await ledger.check();
  });

  it('crashes and recovers serves again within seconds by itself, with all that it acknowledged', async () => {
    const pid = on.stack.gateway.pid;
    let isOver = false;
    const answers = callersUntil(
      () => isOver,
      8,
      () => ledger.submit(),
    );
    for (let crash = 1; crash <= 3; crash++) {
      const soFar = ledger.acknowledged.size;
      await waitFor(() => ledger.acknowledged.size > soFar + 20, { what: 'submissions to be acknowledged', deadlineMs: 20_000 });
      await postgres().crash();
      await waitFor(async () => !(await on.isReady()), { what: 'the gateway not to be ready' });
      await postgres().restart();
      const acceptsAt = performance.now();
      await waitFor(works, { what: 'the gateway to serve again', deadlineMs: 20_000 });
      expect(performance.now() - acceptsAt).toBeLessThan(5_000);
      await waitFor(() => on.isReady(), { what: 'the gateway to be ready' });
    }
    isOver = true;
    const refused = (await answers).filter(({ status }) => status !== 200);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.filter((answer) => !isComeBackLater(answer))).toEqual([]);
    expect(on.stack.gateway.pid).toBe(pid);
    await ledger.check();
  });

  it('ends all its connections stays up, and a repeated key gives the answer that the first call had or missed', async () => {
    const pid = on.stack.gateway.pid;
    let isOver = false;
    const answers = callersUntil(
      () => isOver,
      8,
      () => ledger.submit(),
    );
    let ended = 0;
    for (let round = 1; round <= 10; round++) {
      const soFar = ledger.acknowledged.size;
      await waitFor(() => ledger.acknowledged.size > soFar + 10, { what: 'submissions to be acknowledged', deadlineMs: 20_000 });
      const end = `select pg_terminate_backend(pid) from pg_stat_activity where application_name in ('countersign-gateway', 'countersign-listen')`;
      ended += (await on.sql(end)).length;
    }
    isOver = true;
    expect(ended).toBeGreaterThanOrEqual(10);
    expect((await answers).filter((answer) => answer.status !== 200 && !isComeBackLater(answer))).toEqual([]);
    expect(on.stack.gateway.isRunning && on.stack.gateway.pid === pid).toBe(true);
    await ledger.check();
  });

  it('has no room left answers 503, keeps no part of a submission, and takes it once there is room', async () => {
    await on.sql(`create function no_room() returns trigger language plpgsql as
      $$ begin raise exception 'could not extend file: No space left on device' using errcode = 'disk_full'; end $$`);
    await on.sql('create trigger no_room before insert on transition for each row execute function no_room()');
    expect(isComeBackLater(await ledger.submit())).toBe(true);
    expect(await on.sql('select 1 from request')).toEqual([]);
    await on.sql('drop trigger no_room on transition');
    expect((await ledger.submit()).status).toBe(200);
    await ledger.check();
  });
});

function residentBytes(pid: number): number {
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) * 1_024;
}

function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => parentOf(pid) === parent);
}

function parentOf(pid: number): number | undefined {
  try {
    return Number(/^PPid:\s+(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
  } catch {
    // It has ended meanwhile.
    return undefined;
  }
}
