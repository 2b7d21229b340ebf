import { PgConfigurationChangeStore, PgRequestStore } from '@countersign/persistence';
import { storeLost } from '../wrapping/lost-connection';
import type { Striker } from '../wrapping/striker';
import { wrapMethod } from '../wrapping/wrap-method';

/** What callers of the API have written. */
export function plantGatewayPoints(striker: Striker): void {
  wrapMethod(PgRequestStore, 'submit', striker, {
    before: ([{ orgId }]) => [{ point: 'submit.before_commit', orgIds: [orgId] }],
    after: ({ kind }, [{ orgId }]) => (kind === 'created' ? [{ point: 'submit.committed', orgIds: [orgId] }] : []),
    lost: storeLost,
  });
  wrapMethod(PgRequestStore, 'close', striker, {
    before: ([{ action, orgId }]) => (isDecision(action) ? [{ point: 'decide.before_commit', orgIds: [orgId] }] : []),
    after: ({ kind }, [{ action, orgId }]) =>
      isDecision(action) && kind === 'done' ? [{ point: 'decide.committed', orgIds: [orgId] }] : [],
    lost: storeLost,
  });
  wrapMethod(PgConfigurationChangeStore, 'propose', striker, {
    after: ({ kind }, [{ orgId }]) => (kind === 'in-effect' ? [{ point: 'endpoint.saved', orgIds: [orgId] }] : []),
    lost: storeLost,
  });
}

function isDecision(action: string): boolean {
  return action === 'approve' || action === 'reject';
}
