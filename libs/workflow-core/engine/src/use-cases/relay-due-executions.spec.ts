import { accepted, newRequest, ORG } from '../conformance/sample-requests';
import { InMemoryDatabase } from '../in-memory/in-memory-database';
import { InMemoryExecutionQueue } from '../in-memory/in-memory-execution-queue';
import { inMemoryFixture } from '../in-memory/in-memory-fixture';
import { InMemoryExecutionStore } from '../in-memory/in-memory-execution-store';
import { InMemoryRequestStore } from '../in-memory/in-memory-request-store';
import { ManualClock } from '../in-memory/manual-clock';
import { SIMULATED_TYPES } from '../simulation/simulated-types';
import { orgWindow, RelayDueExecutions, REMEMBERED_MS } from './relay-due-executions';

const TYPE = 'HELD_GRANT';
const WINDOW = 600;
const SHARE = 6;
/** Of one org so many do not count as a backlog. */
const NEAR = 4;

async function relaying() {
  const { here } = await inMemoryFixture();
  const queue = new InMemoryExecutionQueue();
  const clock = new ManualClock();
  const closed: number[] = [];
  const relay = new RelayDueExecutions(
    SIMULATED_TYPES,
    { executions: here.executions, queue, clock, admissions: { closedOrgs: () => closed } },
    WINDOW,
  );
  const accept = async (orgId: number, count: number): Promise<void> => {
    for (let made = 0; made < count; made++) await accepted(here, { orgId, type: TYPE });
  };
  return { here, queue, clock, closed, relay, accept };
}

describe('the relay', () => {
  const clock = new ManualClock();
  const database = new InMemoryDatabase(clock);
  const queue = new InMemoryExecutionQueue();
  const executions = new InMemoryExecutionStore(database, { leaseMs: 12_000, leastLeftMs: 3_000 });
  const relay = new RelayDueExecutions(SIMULATED_TYPES, { executions, queue, clock, admissions: { closedOrgs: () => [] } }, 10);
  beforeEach(async () => {
    database.empty();
    queue.lose();
    await new InMemoryRequestStore(database).submit(newRequest({ type: TYPE, verdict: 'auto' }));
  });

  it('dispatches what is due once, and again when nobody has claimed it for long', async () => {
    expect(await relay.execute()).toBe(1);
    expect(await relay.execute()).toBe(0);
    clock.advance(REMEMBERED_MS + 1);
    expect(await relay.execute()).toBe(1);
  });

  it('dispatches nothing of a paused type', async () => {
    database.pauses.add(`${ORG}/${TYPE}`);
    expect(await relay.execute()).toBe(0);
    expect(queue.size).toBe(0);
  });

  it('dispatches at once after a pause what was dispatched before it: that job found nothing to claim', async () => {
    await relay.execute();
    database.pauses.add(`${ORG}/${TYPE}`);
    const job = queue.take();
    expect(job && (await executions.claim(job))).toBeUndefined();
    await relay.execute();
    database.pauses.clear();
    expect(await relay.execute()).toBe(1);
    expect(queue.size).toBe(1);
  });
});

describe('the window of the relay', () => {
  it('puts no more of one org into the queue than its share, round after round, until some of it is claimed', async () => {
    const { here, queue, relay, accept } = await relaying();
    await accept(1, 50);
    await relay.execute();
    await relay.execute();
    expect(queue.size).toBe(SHARE);
    await here.executions.claim(queue.take()!);
    await relay.execute();
    expect(queue.size).toBe(SHARE);
  });

  it('leaves the rest of the window to the others', async () => {
    const { queue, relay, accept } = await relaying();
    await accept(1, 50);
    await accept(2, 3);
    await relay.execute();
    expect(queue.size).toBe(SHARE + 3);
  });

  it('dispatches nothing of an org whose API fails, and at once again when it is well, however recently it was dispatched', async () => {
    const { queue, closed, relay, accept } = await relaying();
    await accept(1, 2);
    await relay.execute();
    queue.lose();
    closed.push(1);
    await relay.execute();
    expect(queue.size).toBe(0);
    closed.pop();
    await relay.execute();
    expect(queue.size).toBe(2);
  });

  it('gives every org two at least, however small the window', () => {
    expect(orgWindow(4)).toBe(2);
    expect(orgWindow(400)).toBe(4);
  });

  it('lets the only execution of an org overtake what was dispatched of another: each says how many of its org are before it', async () => {
    const { queue, relay, accept } = await relaying();
    await accept(1, 3);
    await accept(2, 1);
    await relay.execute();
    const behind = queue.waiting.map((job) => [job.orgId, job.behind]);
    expect(behind).toEqual([
      [1, 0],
      [2, 0],
      [1, 1],
      [1, 2],
    ]);
  });

  it('leaves a backlog where it is when told to, and dispatches what is near all the same', async () => {
    const { queue, relay, accept } = await relaying();
    await accept(1, 50);
    await accept(2, 1);
    expect(await relay.execute(false)).toBe(NEAR + 1);
    expect(queue.size).toBe(NEAR + 1);
    expect(await relay.execute()).toBe(SHARE - NEAR);
  });
});
