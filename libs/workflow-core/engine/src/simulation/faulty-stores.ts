import { StoreUnavailableError } from '../domain/workflow-error';
import type { SeededRandom } from '../in-memory/seeded-random';
import type { ExecutionStore } from '../ports/execution-store';
import type { PolicyStore } from '../ports/policy-store';
import type { RequestStore } from '../ports/request-store';
import type { SimulatedProcess, Turns } from './turns';

/** How often a call to the store fails, before or after it took place. */
export interface StoreFaults {
  probability: number;
}

export interface ProcessStores {
  readonly requests: RequestStore;
  readonly executions: ExecutionStore;
  readonly policies: PolicyStore;
}

/** The stores as one process sees them: each call waits for its turn, and may fail although it was done. */
export class FaultyStores {
  constructor(
    private readonly turns: Turns,
    private readonly random: SeededRandom,
    private readonly faults: StoreFaults,
  ) {}

  seenFrom(process: SimulatedProcess, { requests, executions, policies }: ProcessStores): ProcessStores {
    const call = <Result>(work: () => Promise<Result>): Promise<Result> => this.call(process, work);
    return {
      requests: {
        submit: (request) => call(() => requests.submit(request)),
        refuse: (refused) => call(() => requests.refuse(refused)),
        read: (orgId, requestId) => call(() => requests.read(orgId, requestId)),
        close: (close) => call(() => requests.close(close)),
        findSettled: (refs) => call(() => requests.findSettled(refs)),
        findExpired: (limit) => call(() => requests.findExpired(limit)),
      },
      executions: {
        findDue: (types, limit, bounds) => call(() => executions.findDue(types, limit, bounds)),
        claim: (due) => call(() => executions.claim(due)),
        fence: (lease) => call(() => executions.fence(lease)),
        renew: (leases) => call(() => executions.renew(leases)),
        settle: (settlement) => call(() => executions.settle(settlement)),
        release: (leases) => call(() => executions.release(leases)),
        takeOverLost: (types, limit) => call(() => executions.takeOverLost(types, limit)),
      },
      policies: {
        findActive: (orgIds) => call(() => policies.findActive(orgIds)),
        findVersions: (orgId, type) => call(() => policies.findVersions(orgId, type)),
        findPage: (orgId, type, range) => call(() => policies.findPage(orgId, type, range)),
        propose: (proposal) => call(() => policies.propose(proposal)),
        decide: (decision) => call(() => policies.decide(decision)),
      },
    };
  }

  private async call<Result>(process: SimulatedProcess, work: () => Promise<Result>): Promise<Result> {
    await this.turns.wait(process);
    if (this.random.chance(this.faults.probability)) throw new StoreUnavailableError('before the write');
    const result = await work();
    if (this.random.chance(0.5)) await this.turns.wait(process);
    if (this.random.chance(this.faults.probability)) throw new StoreUnavailableError('after the write');
    return result;
  }
}
