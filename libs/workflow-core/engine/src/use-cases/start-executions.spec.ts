import type { Admission, CallAdmissions } from '../ports/call-admissions';
import type { DueExecution } from '../ports/execution-store';
import { StartExecutions } from './start-executions';

const LIMITS = { perType: 20, waitingPerOrg: 5, waiting: 8 };

/** Room that the test gives; an org whose API fails is closed. */
class Room implements CallAdmissions {
  readonly closed = new Set<number>();
  private listener: () => void = () => undefined;

  constructor(private places: number) {}

  admit(orgId: number): Admission | undefined {
    if (this.closed.has(orgId) || this.places === 0) return undefined;
    this.places -= 1;
    let held = true;
    return {
      end: () => {
        if (!held) return;
        held = false;
        this.places += 1;
        this.listener();
      },
    };
  }

  isClosed(orgId: number): boolean {
    return this.closed.has(orgId);
  }

  closedOrgs(): number[] {
    return [...this.closed];
  }

  onRoom(listener: () => void): void {
    this.listener = listener;
  }
}

function starting(places: number, limits = LIMITS) {
  const room = new Room(places);
  const begun: DueExecution[] = [];
  const ends: (() => void)[] = [];
  const brokenOff: unknown[] = [];
  const execute = (due: DueExecution): Promise<'settled'> => {
    begun.push(due);
    return new Promise((resolve, reject) => {
      ends.push(() => (due.type === 'BROKEN' ? reject(new Error('broken')) : resolve('settled')));
    });
  };
  const ports = {
    execute: { execute: (due: object) => execute(due as DueExecution) },
    admissions: room,
    brokeOff: (_: unknown, e: unknown) => brokenOff.push(e),
  };
  const start = new StartExecutions(ports, limits);
  const endNext = async (): Promise<void> => {
    ends.shift()?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { room, start, begun, endNext, brokenOff };
}

let last = 0;
function due(orgId = 1, type = 'TYPE'): DueExecution {
  return { orgId, requestId: `request-${(last += 1)}`, type, epoch: 0 };
}

describe('starting executions', () => {
  it('begins nothing without room, and what waits when there is some again', async () => {
    const { start, begun, endNext } = starting(1);
    const [first, second] = [due(), due()];
    void start.offer(first);
    await start.offer(second);
    expect(begun).toEqual([first]);
    await endNext();
    expect(begun).toEqual([first, second]);
    expect(start.waitingCount).toBe(0);
  });

  it('takes turns by org, so that one with many does not stand before the others', async () => {
    const { start, begun, endNext } = starting(1);
    for (const execution of [due(1), due(1), due(1), due(1), due(2), due(3)]) void start.offer(execution);
    for (let ended = 0; ended < 5; ended++) await endNext();
    expect(begun.map(({ orgId }) => orgId)).toEqual([1, 1, 2, 3, 1, 1]);
  });

  it('keeps no more than its limits however much is offered, of one org and of all', async () => {
    const { start } = starting(0);
    for (let offered = 0; offered < 1_000; offered++) await start.offer(due(1));
    expect(start.waitingCount).toBe(LIMITS.waitingPerOrg);
    for (let orgId = 2; orgId < 1_000; orgId++) await start.offer(due(orgId));
    expect(start.waitingCount).toBe(LIMITS.waiting);
  });

  it('keeps nothing of an org whose API fails, and lets go of what it kept', async () => {
    const { room, start, begun, endNext } = starting(1);
    void start.offer(due(2));
    await start.offer(due(1));
    room.closed.add(1);
    await start.offer(due(1));
    expect(start.waitingCount).toBe(1);
    await endNext();
    expect(start.waitingCount).toBe(0);
    expect(begun.map(({ orgId }) => orgId)).toEqual([2]);
  });

  it('runs no more of a type at once than told, and others meanwhile', () => {
    const { start, begun } = starting(10, { ...LIMITS, perType: 2 });
    for (const type of ['TYPE', 'TYPE', 'TYPE', 'OTHER']) void start.offer(due(1, type));
    expect(begun.map(({ type }) => type)).toEqual(['TYPE', 'TYPE', 'OTHER']);
    expect(start.tryStart(due())).toBeUndefined();
  });

  it('runs nothing twice that is handed over twice', async () => {
    const { start, begun, endNext } = starting(1);
    const [one, waiting] = [due(), due()];
    void start.offer(one);
    await start.offer(one);
    await start.offer(waiting);
    await start.offer(waiting);
    await endNext();
    await endNext();
    expect(begun).toEqual([one, waiting]);
  });

  it('gives the room back when an attempt breaks off, and tells of it', async () => {
    const { start, begun, endNext, brokenOff } = starting(1);
    const broken = start.offer(due(1, 'BROKEN'));
    void start.offer(due());
    await endNext();
    await broken;
    expect(brokenOff).toHaveLength(1);
    expect(begun).toHaveLength(2);
  });

  it('starts nothing once it stops, and waits for what runs', async () => {
    const { start, begun, endNext } = starting(1);
    void start.offer(due());
    void start.offer(due());
    let stopped = false;
    const stop = start.stop().then(() => (stopped = true));
    expect(start.tryStart(due())).toBeUndefined();
    expect(stopped).toBe(false);
    await endNext();
    await stop;
    expect(begun).toHaveLength(1);
  });
});
