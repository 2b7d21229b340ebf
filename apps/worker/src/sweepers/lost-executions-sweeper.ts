import type { RecoverLostExecutions } from '@countersign/engine';
import type { LoopWork } from '../loops/polling-loop';

/** Takes over executions whose worker died or hung. */
export class LostExecutionsSweeper implements LoopWork {
  readonly name = 'lost-executions';

  constructor(
    private readonly recover: RecoverLostExecutions,
    readonly idleMs: number,
  ) {}

  async round(): Promise<boolean> {
    return (await this.recover.execute()) > 0;
  }
}
