import { type Actor, revoked, type RevocationStore } from '@countersign/engine';
import { ExpiringCache } from './expiring-cache';

/** How late a read may see a revocation that another gateway has taken; decisions look again in the statement that writes them. */
export const SEEN_WITHIN_MS = 1_000;
const MOST_PEOPLE = 10_000;
const NEVER = new Date(-1);

/** Whether a person's token still counts in an org. */
export class TokenRevocations {
  private readonly looked = new ExpiringCache<Date>(MOST_PEOPLE);

  constructor(
    private readonly store: Pick<RevocationStore, 'revokedUpTo'>,
    private readonly now: () => number = Date.now,
  ) {}

  /**
   * @param mayLag what was looked up just now is good enough
   * @throws WorkflowError `no-permission`
   */
  async refuseRevoked({ userId, issuedAt }: Actor, orgId: number, mayLag: boolean): Promise<void> {
    // An API client has no token that could outlive its rights: those are looked up.
    if (!issuedAt) return;
    const key = keyOf(orgId, userId);
    const upTo = (mayLag ? this.looked.find(key, this.now()) : undefined) ?? (await this.lookUp(orgId, userId));
    if (upTo >= issuedAt) throw revoked();
  }

  /** What was known of this person is not good enough any longer. */
  forget(orgId: number, userId: number): void {
    this.looked.forget(keyOf(orgId, userId));
  }

  private async lookUp(orgId: number, userId: number): Promise<Date> {
    const startedAt = this.now();
    const upTo = (await this.store.revokedUpTo(orgId, userId)) ?? NEVER;
    this.looked.keep(keyOf(orgId, userId), { value: upTo, expiresAt: startedAt + SEEN_WITHIN_MS });
    return upTo;
  }
}

function keyOf(orgId: number, userId: number): string {
  return `${orgId}/${userId}`;
}
