/**
 * The calls that one connector may have under way, shared by the orgs that use it. An org has its share for sure as long as any place is
 * free, and more only while a whole share stays free for the others and calls stay quick: a slow or busy org cannot take all places, and a lone one is not
 * held down to its share.
 */
export class CallPlaces {
  private readonly ofOrg = new Map<number, number>();
  private taken = 0;

  /**
   * @param share places that an org has for sure, of `limit`
   * @param pace how many places one org may have now, when that is more than its share
   */
  constructor(
    private readonly limit: number,
    private readonly share: number,
    private readonly pace: { readonly calls: number } = { calls: limit },
  ) {}

  get underWay(): number {
    return this.taken;
  }

  /** False: no place for this org now. */
  enter(orgId: number): boolean {
    const own = this.ofOrg.get(orgId) ?? 0;
    const free = this.limit - this.taken;
    if (free <= 0 || (own >= this.share && (free <= this.reserve || own >= this.pace.calls))) return false;
    this.ofOrg.set(orgId, own + 1);
    this.taken += 1;
    return true;
  }

  leave(orgId: number): void {
    const own = this.ofOrg.get(orgId) ?? 0;
    if (own === 0) return;
    this.taken -= 1;
    if (own === 1) this.ofOrg.delete(orgId);
    else this.ofOrg.set(orgId, own - 1);
  }

  /** A connector of one org keeps nothing back: its share is the whole. */
  private get reserve(): number {
    return this.share < this.limit ? this.share : 0;
  }
}
