import { AwaitOutcome } from '@countersign/engine';
import { type BeforeApplicationShutdown, Inject, Injectable } from '@nestjs/common';

/** Knows that this process is stopping: it takes itself out of rotation and lets those who wait for an outcome go with a 202. */
@Injectable()
export class Shutdown implements BeforeApplicationShutdown {
  private stopping = false;

  constructor(@Inject(AwaitOutcome) private readonly awaitOutcome: AwaitOutcome) {}

  get hasBegun(): boolean {
    return this.stopping;
  }

  /** Called before the server closes and waits for the calls under way. */
  beforeApplicationShutdown(): void {
    this.stopping = true;
    this.awaitOutcome.stop();
  }
}
