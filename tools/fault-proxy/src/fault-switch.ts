import type { ProxyFault } from './proxy-fault';

/** The fault in force, and a way to wait for its end. */
export class FaultSwitch {
  private current: ProxyFault | undefined;
  private waiting: (() => void)[] = [];

  get fault(): ProxyFault | undefined {
    return this.current;
  }

  change(fault: ProxyFault | undefined): void {
    this.current = fault;
    const waiting = this.waiting;
    this.waiting = [];
    for (const wake of waiting) wake();
  }

  /** Resolves at once, or when the partition is over. */
  async untilConnected(): Promise<void> {
    while (this.current?.kind === 'half-open') await new Promise<void>((resolve) => this.waiting.push(resolve));
  }
}
