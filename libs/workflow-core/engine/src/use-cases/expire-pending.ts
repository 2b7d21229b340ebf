import type { Identifiers } from '../ports/identifiers';
import type { RequestStore } from '../ports/request-store';
import type { WakeUps } from '../ports/wake-ups';

const BATCH = 64;

/** Ends pending requests that nobody decided in time. Never approves anything. */
export class ExpirePending {
  constructor(
    private readonly requests: RequestStore,
    private readonly identifiers: Identifiers,
    private readonly wakeUps: WakeUps,
  ) {}

  /** How many expired. @param traceId of this sweep; becomes the event's `apiRequestId` */
  async execute(traceId: string): Promise<number> {
    const expired = await this.requests.findExpired(BATCH);
    const results = await Promise.all(
      expired.map((request) => this.requests.close({ action: 'expire', ...request, traceId, eventId: this.identifiers.eventId() })),
    );
    if (expired.length > 0) this.wakeUps.signal('deliveries');
    return results.filter(({ kind }) => kind === 'done').length;
  }
}
