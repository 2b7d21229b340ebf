import { DEFAULT_POLICY, type Policy } from '../domain/policy';
import type { Clock } from '../ports/clock';
import type { PolicyStore, PolicyVersion } from '../ports/policy-store';
import type { WakeUps } from '../ports/wake-ups';

const OLDEST_MS = 5_000;

/** With those who agreed on it, once there were any. */
export type CurrentPolicy = Policy & Partial<Pick<PolicyVersion, 'proposedBy' | 'decidedBy'>>;

/**
 * The active policies, kept in memory so that a submit needs no read of its own. It may lag for a moment;
 * the store refuses a request that was judged by a version no longer current, and the submit judges again.
 */
export class PolicyBook {
  private active = new Map<string, CurrentPolicy>();
  /** Whose policies are asked for here, and whose were among those last read. */
  private readonly orgIds = new Set<number>();
  private readOrgIds: ReadonlySet<number> = new Set();
  private readAt = Number.NEGATIVE_INFINITY;
  private reading: Promise<void> | undefined;

  constructor(
    private readonly policies: PolicyStore,
    private readonly clock: Clock,
    wakeUps: WakeUps,
  ) {
    wakeUps.listen('policies', () => {
      this.readAt = Number.NEGATIVE_INFINITY;
    });
  }

  async current(orgId: number, type: string): Promise<CurrentPolicy> {
    this.orgIds.add(orgId);
    if (this.clock.now() - this.readAt > OLDEST_MS) await this.refresh();
    // The read that this call joined may have begun before it named its org; the next one has it.
    for (let reads = 0; reads < 2 && !this.readOrgIds.has(orgId); reads++) await this.refresh();
    return this.active.get(`${orgId}/${type}`) ?? DEFAULT_POLICY;
  }

  refresh(): Promise<void> {
    this.reading ??= this.read().finally(() => {
      this.reading = undefined;
    });
    return this.reading;
  }

  private async read(): Promise<void> {
    const startedAt = this.clock.now();
    const orgIds = [...this.orgIds];
    const active = await this.policies.findActive(orgIds);
    this.readOrgIds = new Set(orgIds);
    this.active = new Map(active.map((policy) => [`${policy.orgId}/${policy.type}`, policy]));
    this.readAt = startedAt;
  }
}
