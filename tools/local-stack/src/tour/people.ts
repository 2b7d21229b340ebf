import type { GrantName } from '../issuer/grants';
import type { StackUser } from '../stack/stack';

/** The org that everything local happens in. */
export const ORG_ID = 0;

/** Invented people of the tour, and what their tokens allow. */
export interface Person extends StackUser {
  readonly grants: readonly GrantName[];
}

export const MAKER: Person = { id: 100_101, name: 'maya.maker', grants: ['CanMakeRequest'] };
export const CHECKER: Person = { id: 100_202, name: 'chris.checker', grants: ['CanCheckRequest'] };
export const OPERATOR: Person = {
  id: 100_303,
  name: 'olivia.operator',
  grants: ['CanReadRequests', 'CanConfigureWorkflows', 'CanOperateWorkflows', 'CanAuditWorkflows'],
};
