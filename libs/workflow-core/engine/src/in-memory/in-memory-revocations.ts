import { openPositions } from '../domain/positions';
import type { Person } from '../ports/request-records';
import type { InMemoryDatabase } from './in-memory-database';
import type { RequestRow } from './in-memory-rows';

/** Ends a person's tokens, and takes back what still counts as their will and is not complete. */
export function revokeInMemory(database: InMemoryDatabase, orgId: number, personId: number, by: Person): void {
  const at = new Date(database.now());
  database.revocations.set(`${orgId}/${personId}`, at);
  for (const [place, policy] of database.policies.entries())
    if (policy.orgId === orgId && policy.proposedBy.id === personId && policy.status === 'proposed')
      database.policies[place] = { ...policy, status: 'withdrawn', decidedBy: by, decidedAt: at };
  for (const row of database.requests.values())
    if (row.request.orgId === orgId && row.state === 'pending') takeBack(row, personId, { by, at: database.timeOf(row) });
}

function takeBack(row: RequestRow, personId: number, { by, at }: { readonly by: Person; readonly at: Date }): void {
  const taken = row.decisions.filter(({ checker }) => checker.id === personId);
  if (taken.length === 0) return;
  row.decisions = row.decisions.filter((decision) => !taken.includes(decision));
  for (const { checker, comment, decidedAt } of taken)
    row.revokedApprovals.push({ checker, comment, decidedAt, revokedBy: by, revokedAt: at });
  row.approvals = row.decisions.length;
  row.openPositions = openPositions(row.decisions.flatMap(({ position }) => position ?? []));
  row.checkerId = row.decisions.at(-1)?.checker.id;
  row.updatedAt = at;
}
