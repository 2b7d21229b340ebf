import { type LedgerEntry } from './ledger-entry';
import { Organisation } from './organisation';

/** All orgs; one that is met for the first time starts with its own copy of the initial customers. */
export class LoyaltyState {
  private readonly organisations = new Map<number, Organisation>();

  org(orgId: number): Organisation {
    const known = this.organisations.get(orgId);
    if (known !== undefined) return known;
    const organisation = new Organisation();
    this.organisations.set(orgId, organisation);
    return organisation;
  }

  apply(entry: LedgerEntry): void {
    this.org(entry.orgId).apply(entry);
  }

  clear(): void {
    this.organisations.clear();
  }
}
