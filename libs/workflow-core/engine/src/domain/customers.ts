import type { RequestSummary } from '@countersign/contract';
import type { CapUsage } from './policy-verdict';

/** Everybody whom a request names, the one who stands for all first. */
export function customersOf({ customer, otherCustomers = [] }: Pick<RequestSummary, 'customer' | 'otherCustomers'>): readonly string[] {
  return [customer, ...otherCustomers];
}

/** What a cap is held against where several are counted: a cap that holds for the most holds for each. */
export function mostOf(counters: readonly (CapUsage | undefined)[]): CapUsage {
  const requests = counters.map((counter) => counter?.requests ?? 0);
  const amounts = counters.map((counter) => counter?.amount ?? 0);
  return { requests: Math.max(0, ...requests), amount: Math.max(0, ...amounts) };
}
