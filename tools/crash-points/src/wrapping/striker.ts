import type { CrashPoint } from '../crash-point';
import type { CrashOrders } from '../orders/crash-orders';

/** A point that is passed right now, with work of which orgs. */
export interface Passing {
  readonly point: CrashPoint;
  readonly orgIds: readonly number[];
}

/** Carries out the orders for the points that this process passes. */
export class Striker {
  constructor(private readonly orders: CrashOrders) {}

  /** Does not return when the order is to kill, and only after SIGCONT when it is to pause; true when the caller is to be lied to. */
  pass(passings: readonly Passing[]): boolean {
    const kinds = passings.flatMap(({ point, orgIds }) => [...new Set(orgIds)].map((orgId) => this.orders.take(orgId, point)));
    if (kinds.includes('kill')) killThisProcess();
    if (kinds.includes('pause')) process.kill(process.pid, 'SIGSTOP');
    return kinds.includes('lie');
  }
}

function killThisProcess(): never {
  process.kill(process.pid, 'SIGKILL');
  // Not one more instruction of the app, however late the signal comes.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  throw new Error('SIGKILL was survived');
}
