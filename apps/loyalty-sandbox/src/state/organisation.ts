import { type Customer, type CustomerProfile, type IdentifierKind, identifierKey, roundPoints } from './customer';
import { INITIAL_CUSTOMERS } from './initial-customers';
import { type LedgerEntry } from './ledger-entry';

/** The customers of one org and the references that its successful calls have used. */
export class Organisation {
  private readonly customersById = new Map<number, Customer>();
  private readonly idsByIdentifier = new Map<string, number>();
  private readonly usedReferences = new Set<string>();

  constructor() {
    for (const profile of INITIAL_CUSTOMERS) this.setCustomer(profile);
  }

  customer(id: number): Customer | undefined {
    return this.customersById.get(id);
  }

  findCustomer(kind: IdentifierKind, value: string): Customer | undefined {
    const id = kind === 'id' ? Number(value) : this.idsByIdentifier.get(identifierKey(kind, value));
    return id === undefined ? undefined : this.customersById.get(id);
  }

  /** Looks a customer up by whatever the value may be. */
  findByAnyIdentifier(value: string): Customer | undefined {
    const kinds: readonly IdentifierKind[] = ['id', 'mobile', 'email', 'externalId'];
    return kinds.map((kind) => this.findCustomer(kind, value)).find((customer) => customer !== undefined);
  }

  /** The other customer that already has one of the profile's identifiers. */
  findIdentifierOwner(profile: CustomerProfile): Customer | undefined {
    const ownerIds = identifierKeys(profile).map((key) => this.idsByIdentifier.get(key));
    const otherId = ownerIds.find((id) => id !== undefined && id !== profile.id);
    return otherId === undefined ? undefined : this.customersById.get(otherId);
  }

  hasUsed(call: LedgerEntry['call'], reference: string): boolean {
    return this.usedReferences.has(`${call}:${reference}`);
  }

  /** Takes over one line of the ledger, new or reloaded. */
  apply(entry: LedgerEntry): void {
    if (entry.reference !== null) this.usedReferences.add(`${entry.call}:${entry.reference}`);
    if (entry.call === 'set-customer') return this.setCustomer(entry.profile);
    for (const id of entry.customerIds) {
      const customer = this.customersById.get(id);
      if (customer !== undefined) applyToCustomer(customer, entry);
    }
  }

  private setCustomer(profile: CustomerProfile): void {
    const known = this.customersById.get(profile.id);
    if (known !== undefined) for (const key of identifierKeys(known)) this.idsByIdentifier.delete(key);
    for (const key of identifierKeys(profile)) this.idsByIdentifier.set(key, profile.id);
    this.customersById.set(profile.id, {
      ...profile,
      issuedBadges: known?.issuedBadges ?? [],
      earnedBadges: known?.earnedBadges ?? [],
    });
  }
}

function applyToCustomer(customer: Customer, entry: Exclude<LedgerEntry, { call: 'set-customer' }>): void {
  switch (entry.call) {
    case 'redeem-points':
      customer.balance = roundPoints(customer.balance - entry.points);
      break;
    case 'award-goodwill-points':
      customer.balance = roundPoints(customer.balance + entry.points);
      break;
    case 'change-customer-status':
      customer.label = entry.label;
      break;
    case 'earn-badge':
      customer.earnedBadges.push({ badgeMetaId: entry.badgeMetaId, earnedBadgeId: entry.result.earnedBadgeId });
      break;
    case 'issue-badge':
      for (const { customerId, issuedId } of entry.result.issued) {
        if (customerId !== customer.id) continue;
        customer.issuedBadges.push({ badgeMetaId: entry.badgeMetaId, issuedId, expiresOn: entry.result.expiresOn });
      }
      break;
  }
}

function identifierKeys(profile: CustomerProfile): string[] {
  return [
    ...profile.mobiles.map((mobile) => identifierKey('mobile', mobile)),
    ...(profile.email === null ? [] : [identifierKey('email', profile.email)]),
    ...(profile.externalId === null ? [] : [identifierKey('externalId', profile.externalId)]),
  ];
}
