import type { ProxyFault } from './proxy-fault';

/** The fault in force, and a way to wait for its end. */
export class FaultSwitch {
  private current: ProxyFault | undefined;
  private waiting: (() => void)[] = [];

  /** What hits the connection that drew this lot (from 0 to below 1). */
  faultFor(lot: number): ProxyFault | undefined {
    return lot < (this.current?.share ?? 1) ? this.current : undefined;
  }

  change(fault: ProxyFault | undefined): void {
    this.current = fault;
    const waiting = this.waiting;
    this.waiting = [];
    for (const wake of waiting) wake();
  }

  /** Resolves at once, or when the partition is over for the connection that drew this lot. */
  async untilConnected(lot: number): Promise<void> {
    while (this.faultFor(lot)?.kind === 'half-open') await new Promise<void>((resolve) => this.waiting.push(resolve));
  }
}
