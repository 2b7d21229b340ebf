import type { ListFilter } from '@countersign/engine';

/** Where a customer is named: in the request's own row, or beside somebody else who stands there. */
const BESIDE = 'request_customer n join request r on r.org_id = n.org_id and r.request_id = n.request_id';

/** Rows to look through, and what else they must be. No row is in two of them. */
export interface ListSource {
  readonly from: string;
  readonly parts: readonly string[];
}

/** A list's where clause with its parameters; only texts written here reach SQL, values go as parameters. */
export class ListConditions {
  readonly values: unknown[] = [];
  readonly sources: readonly ListSource[];
  private readonly parts: string[];

  constructor(filter: ListFilter) {
    this.parts = [`r.org_id = ${this.parameter(filter.orgId)}`];
    this.add('r.requester_id =', filter.requesterId);
    this.add('r.reference =', filter.reference);
    this.add('r.type =', filter.type);
    this.add('r.concept_id =', filter.conceptId);
    this.add('r.zone_id =', filter.zoneId);
    this.add('r.store_id =', filter.storeId);
    this.add('r.till_id =', filter.tillId);
    this.add('r.created_at >=', filter.from);
    this.add('r.created_at <', filter.before);
    if (filter.checkerId !== undefined)
      this.parts.push(
        `exists (select 1 from decision d where d.org_id = r.org_id and d.request_id = r.request_id and d.checker_id = ${this.parameter(filter.checkerId)})`,
      );
    this.sources = this.sourcesFor(filter);
  }

  readonly parameter = (value: unknown): string => {
    this.values.push(value);
    return `$${this.values.length}`;
  };

  private sourcesFor({ orgId, customer }: ListFilter): readonly ListSource[] {
    if (customer === undefined) return [{ from: 'request r', parts: [] }];
    const name = this.parameter(customer);
    return [
      { from: 'request r', parts: [`r.customer = ${name}`] },
      { from: BESIDE, parts: [`n.org_id = ${this.parameter(orgId)}`, `n.customer = ${name}`] },
    ];
  }

  sql(...more: readonly string[]): string {
    return [...this.parts, ...more].join(' and ');
  }

  private add(comparison: string, value: unknown): void {
    if (value !== undefined) this.parts.push(`${comparison} ${this.parameter(value)}`);
  }
}
