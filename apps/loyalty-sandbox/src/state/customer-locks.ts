/** The documented customer lock: who finds one of its customers taken is told so at once, nobody waits. */
export class CustomerLocks {
  private readonly taken = new Set<string>();

  /** Takes all or none; returns what gives them back. */
  tryTake(orgId: number, customerIds: readonly number[]): (() => void) | undefined {
    const keys = customerIds.map((id) => `${orgId}:${id}`);
    if (keys.some((key) => this.taken.has(key))) return undefined;
    for (const key of keys) this.taken.add(key);
    return () => {
      for (const key of keys) this.taken.delete(key);
    };
  }
}
