import { customerStatusChange } from './customer-status-change';

export { customerStatusChange } from './customer-status-change';
export type { CustomerStatusChangePayload } from './payload.schema';

/** What this lib adds to the catalog. */
export const requestTypes = [customerStatusChange] as const;
