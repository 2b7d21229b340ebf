import type { ExpirePending } from '@countersign/engine';
import { newTraceId } from '@countersign/observability';
import type { LoopWork } from '../loops/polling-loop';

/** Ends pending requests that are past their expiry. */
export class ExpirySweeper implements LoopWork {
  readonly name = 'expiry';

  constructor(
    private readonly expire: ExpirePending,
    readonly idleMs: number,
  ) {}

  async round(): Promise<boolean> {
    return (await this.expire.execute(newTraceId())) > 0;
  }
}
