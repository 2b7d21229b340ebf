import { IdentifierHash, type SealingKeys } from '@countersign/config';

/** Filters by which a customer is found; the others name people of the org, types, states, places and days. */
const OF_CUSTOMERS: readonly string[] = ['customer', 'reference'];
/** What says where in the list a page is, and names nobody. */
const OF_PAGES: readonly string[] = ['cursor', 'PageNo'];

/** Filters as the journal of reads holds them: what could name a customer is a keyed hash, by which erasing the customer finds the entry. */
export class FilterHashes {
  private readonly identifiers: IdentifierHash;

  constructor(keys: SealingKeys) {
    this.identifiers = new IdentifierHash(keys);
  }

  ofCustomer(orgId: number, customer: string): string {
    return this.identifiers.of(orgId, customer);
  }

  /** Undefined when nothing was filtered by. */
  of(orgId: number, parameters: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> | undefined {
    const filters = Object.entries(parameters).flatMap(([name, value]) =>
      typeof value !== 'string' || value === '' || OF_PAGES.includes(name)
        ? []
        : [[name, OF_CUSTOMERS.includes(name) ? this.identifiers.of(orgId, value) : value] as const],
    );
    return filters.length === 0 ? undefined : Object.fromEntries(filters);
  }
}
