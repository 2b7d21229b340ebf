import type { CallPhase } from '@countersign/invariant-checker';
import type { CallCounts } from '../../chaos-result';

/** Counts calls by how they ended. */
export class CallTally {
  private readonly ends = { ok: 0, fail: 0, unknown: 0 };

  count(phase: Exclude<CallPhase, 'invoke'>): void {
    this.ends[phase] += 1;
  }

  get counts(): CallCounts {
    const { ok, fail, unknown } = this.ends;
    return { total: ok + fail + unknown, ok, fail, unknown };
  }
}
