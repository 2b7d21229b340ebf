import { createHmac, hkdfSync } from 'node:crypto';
import type { SealingKeys } from '@countersign/config';

/** Filters by which a customer is found; the others name people of the org, types, states, places and days. */
const OF_CUSTOMERS: readonly string[] = ['customer', 'reference'];
/** What says where in the list a page is, and names nobody. */
const OF_PAGES: readonly string[] = ['cursor', 'PageNo'];
const HASH_BYTES = 16;

/** Filters as the journal of reads holds them: what could name a customer is a keyed hash, by the key that is the newest. */
export class FilterHashes {
  private readonly keyId: string;
  private readonly key: Buffer;

  constructor([newest]: SealingKeys) {
    this.keyId = newest.id;
    this.key = Buffer.from(hkdfSync('sha256', newest.key, '', 'countersign journal of reads', 32));
  }

  /** Undefined when nothing was filtered by. */
  of(orgId: number, parameters: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> | undefined {
    const filters = Object.entries(parameters).flatMap(([name, value]) =>
      typeof value !== 'string' || value === '' || OF_PAGES.includes(name)
        ? []
        : [[name, OF_CUSTOMERS.includes(name) ? this.hash(orgId, name, value) : value] as const],
    );
    return filters.length === 0 ? undefined : Object.fromEntries(filters);
  }

  /** Differs from org to org, so that nobody can tell by it who is a customer of both. */
  private hash(orgId: number, name: string, value: string): string {
    const digest = createHmac('sha256', this.key)
      .update(JSON.stringify([orgId, name, value]), 'utf8')
      .digest();
    return `${this.keyId}:${digest.subarray(0, HASH_BYTES).toString('hex')}`;
  }
}
