import type { ClaimedExecution, ExecutionStore, LostExecution, Settlement } from '../ports/execution-store';
import type { PlantInStores } from './simulated-system';

export interface PlantedInStores {
  readonly name: string;
  readonly plant: PlantInStores;
}

function inExecutions(change: (executions: ExecutionStore) => Partial<ExecutionStore>): PlantInStores {
  return (stores) => ({ ...stores, executions: { ...bound(stores.executions), ...change(stores.executions) } });
}

function bound(executions: ExecutionStore): ExecutionStore {
  return {
    findDue: (types, limit, bounds) => executions.findDue(types, limit, bounds),
    claim: (due) => executions.claim(due),
    fence: (lease) => executions.fence(lease),
    renew: (leases) => executions.renew(leases),
    settle: (settlement) => executions.settle(settlement),
    release: (leases) => executions.release(leases),
    takeOverLost: (types, limit) => executions.takeOverLost(types, limit),
  };
}

function onClaims(change: (claimed: ClaimedExecution) => ClaimedExecution): PlantInStores {
  return inExecutions((executions) => ({
    claim: async (due) => {
      const claimed = await executions.claim(due);
      return claimed && change(claimed);
    },
  }));
}

function onLost(change: (lost: LostExecution) => LostExecution): PlantInStores {
  return inExecutions((executions) => ({
    takeOverLost: async (types, limit) => (await executions.takeOverLost(types, limit)).map(change),
  }));
}

function onSettlements(change: (settlement: Settlement) => Settlement): PlantInStores {
  return inExecutions((executions) => ({ settle: (settlement) => executions.settle(change(settlement)) }));
}

/** A settlement writes under whichever epoch is the newest, as if the store did not compare it. */
const unguardedSettling: PlantInStores = (stores) => {
  const newest = new Map<string, number>();
  const remember = <Held extends ClaimedExecution | LostExecution>(held: Held): Held => {
    newest.set(held.requestId, held.epoch);
    return held;
  };
  const watched = onLost(remember)(onClaims(remember)(stores));
  return onSettlements((settlement) => ({ ...settlement, epoch: newest.get(settlement.requestId) ?? settlement.epoch }))(watched);
};

export const PLANTED_IN_STORES: readonly PlantedInStores[] = [
  { name: 'a settlement is not guarded by the epoch', plant: unguardedSettling },
  { name: 'the fence lets everybody through and marks nothing', plant: inExecutions(() => ({ fence: async () => true })) },
  { name: 'a take-over forgets that the call was sent', plant: onLost((lost) => ({ ...lost, sent: false })) },
  { name: 'nothing is ever contested', plant: onClaims((claimed) => ({ ...claimed, contested: false })) },
  { name: 'a claim forgets the doubt', plant: onClaims((claimed) => ({ ...claimed, inDoubt: false })) },
  { name: 'every type is replayed', plant: onClaims((claimed) => ({ ...claimed, whenInDoubt: 'replay' })) },
  {
    name: 'a time-out is settled as an attempt that did nothing',
    plant: onSettlements((settlement) => (settlement.next === 'due' ? { ...settlement, inDoubt: false } : settlement)),
  },
  {
    name: 'a submit does not know its key again',
    plant: (stores) => ({
      ...stores,
      requests: {
        submit: ({ idempotency: _, ...request }) => stores.requests.submit(request),
        refuse: (refused) => stores.requests.refuse(refused),
        read: (orgId, requestId) => stores.requests.read(orgId, requestId),
        close: (close) => stores.requests.close(close),
        findSettled: (refs) => stores.requests.findSettled(refs),
        findExpired: (limit) => stores.requests.findExpired(limit),
      },
    }),
  },
  { name: 'what is lost is never taken over', plant: inExecutions(() => ({ takeOverLost: async () => [] })) },
];
