import { newRequest, ORG } from '../conformance/sample-requests';
import { InMemoryDatabase } from '../in-memory/in-memory-database';
import { InMemoryExecutionQueue } from '../in-memory/in-memory-execution-queue';
import { InMemoryExecutionStore } from '../in-memory/in-memory-execution-store';
import { InMemoryRequestStore } from '../in-memory/in-memory-request-store';
import { ManualClock } from '../in-memory/manual-clock';
import { SIMULATED_TYPES } from '../simulation/simulated-types';
import { RelayDueExecutions, REMEMBERED_MS } from './relay-due-executions';

const TYPE = 'HELD_GRANT';

describe('the relay', () => {
  const clock = new ManualClock();
  const database = new InMemoryDatabase(clock);
  const queue = new InMemoryExecutionQueue();
  const executions = new InMemoryExecutionStore(database, { leaseMs: 12_000, leastLeftMs: 3_000 });
  const relay = new RelayDueExecutions(SIMULATED_TYPES, { executions, queue, clock }, 10);
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
