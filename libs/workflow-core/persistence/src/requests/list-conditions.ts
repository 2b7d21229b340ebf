import type { ListFilter } from '@countersign/engine';

/** A list's where clause with its parameters; only texts written here reach SQL, values go as parameters. */
export class ListConditions {
  readonly values: unknown[] = [];
  private readonly parts: string[];

  constructor(filter: ListFilter) {
    this.parts = [`r.org_id = ${this.parameter(filter.orgId)}`];
    this.add('r.requester_id =', filter.requesterId);
    this.add('r.customer =', filter.customer);
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
  }

  readonly parameter = (value: unknown): string => {
    this.values.push(value);
    return `$${this.values.length}`;
  };

  sql(...more: readonly string[]): string {
    return [...this.parts, ...more].join(' and ');
  }

  private add(comparison: string, value: unknown): void {
    if (value !== undefined) this.parts.push(`${comparison} ${this.parameter(value)}`);
  }
}
