import type { ClaimedExecution, Lease, LoyaltyAnswer, Settlement } from '@countersign/engine';
import { HttpLoyaltyGateway } from '@countersign/loyalty-client';
import { PgExecutionStore } from '@countersign/persistence';
import { storeLost } from '../wrapping/lost-connection';
import type { Passing, Striker } from '../wrapping/striker';
import { wrapMethod } from '../wrapping/wrap-method';
import { watchWrittenRequests } from '../wrapping/written-requests';

/** What `HttpLoyaltyGateway` says of a connection that broke after the call was written. */
const CONNECTION_BROKE: LoyaltyAnswer = { kind: 'unclear', code: 'connection-reset', message: 'The connection to the loyalty API broke.' };

/**
 * Attempts at approved requests. The reconciler is two things here: the sweep that picks up lost leases and judges them, and the attempt
 * at a request that is in doubt, which with the same key is its probe.
 */
export function plantExecutorPoints(striker: Striker): void {
  const probes = new Set<string>();
  plantLeasePoints(striker, probes);
  plantCallPoints(striker, probes);
  plantSettlementPoints(striker, probes);
}

function plantLeasePoints(striker: Striker, probes: Set<string>): void {
  const claimed = (execution: ClaimedExecution): readonly Passing[] => {
    if (execution.inDoubt) probes.add(keyOf(execution));
    return [{ point: 'exec.claimed', orgIds: [execution.orgId] }];
  };
  wrapMethod(PgExecutionStore, 'claim', striker, { after: (execution) => (execution ? claimed(execution) : []), lost: storeLost });
  wrapMethod(PgExecutionStore, 'fence', striker, {
    after: (isHeld, [lease]) => (isHeld ? [{ point: 'exec.sent_at_committed', orgIds: [lease.orgId] }] : []),
    lost: storeLost,
  });
  wrapMethod(PgExecutionStore, 'takeOverLost', striker, {
    after: (lost) => [{ point: 'rec.picked', orgIds: orgsOf(lost) }],
    lost: storeLost,
  });
}

function plantCallPoints(striker: Striker, probes: ReadonlySet<string>): void {
  watchWrittenRequests(striker, (header) => {
    const key = header('idempotency-key');
    if (key === undefined) return [];
    const orgIds = [Number(key.split('-', 1)[0])];
    return [{ point: 'exec.bytes_written', orgIds }, ...(probes.has(key) ? [{ point: 'rec.probe_sent', orgIds } as const] : [])];
  });
  wrapMethod(HttpLoyaltyGateway, 'send', striker, {
    after: (_answer, [{ orgId, idempotencyKey }]) => [
      { point: 'exec.answered', orgIds: [orgId] },
      ...(probes.has(idempotencyKey) ? [{ point: 'rec.probe_answered', orgIds: [orgId] } as const] : []),
    ],
    lost: () => CONNECTION_BROKE,
  });
}

function plantSettlementPoints(striker: Striker, probes: ReadonlySet<string>): void {
  const isProbe = (settlement: Settlement): boolean => probes.has(keyOf(settlement));
  wrapMethod(PgExecutionStore, 'settle', striker, {
    before: ([settlement]) => {
      const orgIds = [settlement.orgId];
      if (isSweep(settlement)) return [{ point: 'rec.before_judged', orgIds }];
      return [
        { point: 'exec.before_finish_commit', orgIds },
        ...(isProbe(settlement) ? [{ point: 'rec.before_commit', orgIds } as const] : []),
      ];
    },
    after: (isSettled, [settlement]) => {
      if (!isSettled) return [];
      const orgIds = [settlement.orgId];
      if (isSweep(settlement)) return [{ point: 'rec.judged', orgIds }];
      return [{ point: 'exec.finished', orgIds }, ...(isProbe(settlement) ? [{ point: 'rec.committed', orgIds } as const] : [])];
    },
    lost: storeLost,
  });
}

/** The sweep settles what a dead worker left; everything else is settled by whoever made the attempt. */
function isSweep({ attempt }: Settlement): boolean {
  return attempt.class === 'lost';
}

/** As in the `Idempotency-Key` of the call. */
function keyOf({ orgId, requestId }: Pick<Lease, 'orgId' | 'requestId'>): string {
  return `${orgId}-${requestId}`;
}

function orgsOf(executions: readonly { readonly orgId: number }[]): number[] {
  return executions.map(({ orgId }) => orgId);
}
