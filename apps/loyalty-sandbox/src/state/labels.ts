/** What a label can forbid a customer. */
export type Restriction = 'redemption' | 'points-allocation' | 'badges';

/** A label belongs to one of the fixed statuses; setting it moves the customer there. */
export interface Label {
  readonly name: string;
  readonly status: string;
  readonly blocks: readonly Restriction[];
}

export const LABELS: readonly Label[] = [
  { name: 'Active', status: 'Active', blocks: [] },
  { name: 'Internal', status: 'Internal', blocks: [] },
  { name: 'Suspended', status: 'Suspended', blocks: ['redemption', 'points-allocation'] },
  { name: 'Fraud suspected', status: 'Fraud suspected', blocks: ['redemption'] },
  { name: 'Fraud confirmed', status: 'Fraud confirmed', blocks: ['redemption', 'points-allocation'] },
  { name: 'Pending deletion', status: 'Pending deletion', blocks: ['redemption', 'points-allocation', 'badges'] },
  { name: 'Deleted', status: 'Deleted', blocks: ['redemption', 'points-allocation', 'badges'] },
  { name: 'bb', status: 'Active', blocks: [] },
  { name: 'Gold watch', status: 'Active', blocks: [] },
  { name: 'No earning', status: 'Active', blocks: ['points-allocation'] },
  { name: 'No redemption', status: 'Active', blocks: ['redemption'] },
];

export const DEFAULT_LABEL = 'Active';

export function findLabel(name: string): Label | undefined {
  return LABELS.find((label) => label.name === name);
}

/** The statuses that lead to the removal of personal data. */
export function meansDeletion(label: Label): boolean {
  return label.status === 'Deleted' || label.status === 'Pending deletion';
}
