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

  /** The port stays open: whoever probes must hear of it before connections are refused. */
  begin(): void {
    this.stopping = true;
    this.awaitOutcome.stop();
  }

  /** Nest closes the port right after this, so it is too late for those who probe; for an app that is closed without a signal. */
  beforeApplicationShutdown(): void {
    this.begin();
  }
}
