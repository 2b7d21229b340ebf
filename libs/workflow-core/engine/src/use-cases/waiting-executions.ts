import type { DueExecution } from '../ports/execution-store';

/** Executions that wait in this process for room, by org. What finds no place here is not lost: it is still due in the store. */
export class WaitingExecutions {
  /** The org whose turn it is comes first. */
  private readonly byOrg = new Map<number, Map<string, DueExecution>>();
  private count = 0;

  constructor(
    private readonly mostOfOrg: number,
    private readonly most: number,
  ) {}

  get size(): number {
    return this.count;
  }

  /** False: too many wait already. One that waits already does not wait twice. */
  add(due: DueExecution): boolean {
    const ofOrg = this.byOrg.get(due.orgId) ?? new Map<string, DueExecution>();
    if (ofOrg.has(due.requestId)) return true;
    if (ofOrg.size >= this.mostOfOrg || this.count >= this.most) return false;
    ofOrg.set(due.requestId, due);
    this.byOrg.set(due.orgId, ofOrg);
    this.count += 1;
    return true;
  }

  remove({ orgId, requestId }: DueExecution): void {
    const ofOrg = this.byOrg.get(orgId);
    if (!ofOrg?.delete(requestId)) return;
    this.count -= 1;
    if (ofOrg.size === 0) this.byOrg.delete(orgId);
  }

  /** Takes whatever `start` accepts, one of each org in turn, until it accepts nothing more. */
  takeInTurn(start: (due: DueExecution) => boolean): void {
    for (let started = true; started;) {
      started = false;
      for (const orgId of [...this.byOrg.keys()]) started = this.takeOneOf(orgId, start) || started;
    }
  }

  drop(orgId: number): void {
    this.count -= this.byOrg.get(orgId)?.size ?? 0;
    this.byOrg.delete(orgId);
  }

  orgs(): number[] {
    return [...this.byOrg.keys()];
  }

  clear(): void {
    this.byOrg.clear();
    this.count = 0;
  }

  /** One of each type is tried: the types have slots of their own. */
  private takeOneOf(orgId: number, start: (due: DueExecution) => boolean): boolean {
    const ofOrg = this.byOrg.get(orgId);
    if (!ofOrg) return false;
    const refused = new Set<string>();
    for (const due of ofOrg.values()) {
      if (refused.has(due.type)) continue;
      if (!start(due)) {
        refused.add(due.type);
        continue;
      }
      this.remove(due);
      if (this.byOrg.delete(orgId)) this.byOrg.set(orgId, ofOrg);
      return true;
    }
    return false;
  }
}
