import { isDue, isLeased, type Neighbour } from '../domain/lease-rules';
import { LEASE_MS, LEAST_LEFT_MS, nameOf, NOW, type Moment, type ModelStep, withRequest } from './moment';
import type { ModelState, WorkerPart } from './model-state';
import { settleStep } from './settle-step';

/** Queue, leases and workers: each step is one durable write, and between any two a worker may die or sleep past its lease. */
export function executionSteps(moment: Moment): ModelStep[] {
  const ofWorkers = moment.state.workers.flatMap((worker, index) =>
    worker ? workerSteps(moment, index, worker) : moment.state.requests.flatMap((_, request) => claimSteps(moment, index, request)),
  );
  return [...ofWorkers, ...moment.state.requests.flatMap((_, request) => queueSteps(moment, request))];
}

export function withWorker(state: ModelState, index: number, worker: WorkerPart | undefined): ModelState {
  return { ...state, workers: state.workers.map((other, at) => (at === index ? worker : other)) };
}

function queueSteps(moment: Moment, request: number): ModelStep[] {
  const name = nameOf(moment, request);
  const { execution, jobs = [] } = moment.state.requests[request] ?? {};
  const steps: ModelStep[] = [];
  if (moment.scenario.hasQueue && execution && isDue(execution, NOW) && !jobs.includes(execution.epoch))
    steps.push({ label: `${name} is put into the queue`, next: withRequest(moment.state, request, { jobs: [...jobs, execution.epoch] }) });
  if (jobs.length > 0) steps.push({ label: `the queue loses ${name}`, next: withRequest(moment.state, request, { jobs: [] }) });
  if (execution && isLeased(execution) && execution.leaseUntil === LEASE_MS)
    steps.push({
      label: `the lease of ${name} ends`,
      next: withRequest(moment.state, request, { execution: { ...execution, leaseUntil: -1 } }),
    });
  return steps;
}

/** By a job, which stays in the queue when it is taken for stalled; or without any queue. */
function claimSteps(moment: Moment, index: number, request: number): ModelStep[] {
  const { execution, jobs = [] } = moment.state.requests[request] ?? {};
  if (!execution) return [];
  const others = jobs.flatMap((epoch) => [
    { epoch, left: jobs, how: 'by a job that will come twice' },
    { epoch, left: jobs.filter((job) => job !== epoch), how: 'by its job' },
  ]);
  return [{ epoch: execution.epoch, left: jobs, how: 'without a queue' }, ...others].flatMap(({ epoch, left, how }) => {
    const step = claimStep(moment, index, { request, epoch });
    return step ? [{ ...step, label: `${step.label} ${how}`, next: withRequest(step.next, request, { jobs: left }) }] : [];
  });
}

function claimStep(moment: Moment, index: number, { request, epoch }: { request: number; epoch: number }): ModelStep | undefined {
  const { rules, scenario, state } = moment;
  const execution = state.requests[request]?.execution;
  const claimed = execution && rules.claimLease(execution, epoch, NOW, LEASE_MS);
  if (!claimed) return undefined;
  const { ofCustomer, ofLoyaltyKey } = neighboursOf(moment, request);
  if (rules.mustWait(execution, ofCustomer, ofLoyaltyKey)) {
    const later = { ...rules.putOff(execution, NOW), dueAt: NOW };
    return { label: `${nameOf(moment, request)} is put off`, next: withRequest(state, request, { execution: later }), raises: request };
  }
  const { attempts, inDoubt } = execution;
  const looking: WorkerPart = {
    request,
    epoch,
    attempts,
    inDoubt,
    contested: rules.isContested(ofLoyaltyKey),
    step: 'looking',
    answer: undefined,
  };
  if (!scenario.hasSlowClaims) return commitStep(moment, index, looking);
  return { label: `worker ${index} looks at the neighbours of ${nameOf(moment, request)}`, next: withWorker(state, index, looking) };
}

/** The claim itself, by what its worker saw when it looked. */
function commitStep(moment: Moment, index: number, looking: WorkerPart): ModelStep {
  const { rules, state } = moment;
  const { request, epoch } = looking;
  const execution = state.requests[request]?.execution;
  const claimed = execution && rules.claimLease(execution, epoch, NOW, LEASE_MS);
  if (!claimed) return { label: `worker ${index} finds nothing to claim`, next: withWorker(state, index, undefined) };
  const { attempts, inDoubt } = claimed;
  const worker: WorkerPart = { ...looking, epoch: claimed.epoch, attempts, inDoubt, step: 'claimed' };
  const next = withWorker(withRequest(state, request, { execution: claimed }), index, worker);
  return { label: `worker ${index} claims ${nameOf(moment, request)}`, next, raises: request };
}

export function neighboursOf({ scenario, state }: Moment, request: number): { ofCustomer: Neighbour[]; ofLoyaltyKey: Neighbour[] } {
  const own = scenario.requests[request];
  const others = scenario.requests.flatMap((other, index) => {
    const part = state.requests[index];
    return index !== request && part ? [{ other, neighbour: { state: part.state, execution: part.execution } }] : [];
  });
  return {
    ofCustomer: others.filter(({ other }) => other.customer === own?.customer).map(({ neighbour }) => neighbour),
    ofLoyaltyKey: others.filter(({ other }) => other.loyaltyKey === own?.loyaltyKey).map(({ neighbour }) => neighbour),
  };
}

function workerSteps(moment: Moment, index: number, worker: WorkerPart): ModelStep[] {
  const { state, rules } = moment;
  const { request, epoch } = worker;
  const name = nameOf(moment, request);
  const execution = state.requests[request]?.execution;
  const steps: ModelStep[] = [{ label: `worker ${index} dies`, next: withWorker(state, index, undefined) }];
  if (worker.step === 'looking') return [...steps, commitStep(moment, index, worker)];
  const renewed = execution && rules.renewLease(execution, epoch, NOW, LEASE_MS);
  if (renewed && renewed.leaseUntil !== execution.leaseUntil) {
    const next = withRequest(state, request, { execution: renewed });
    steps.push({ label: `worker ${index} renews ${name}`, next, writtenBy: worker });
  }
  const released = execution && rules.releaseLease(execution, epoch);
  if (released) {
    const next = withWorker(withRequest(state, request, { execution: released }), index, undefined);
    steps.push({ label: `worker ${index} stops and gives ${name} back`, next, writtenBy: worker });
  }
  if (worker.step === 'claimed') steps.push(fenceStep(moment, index, worker));
  if (worker.step === 'answered') {
    const step = settleStep(moment, worker, worker.answer ?? 'in-doubt');
    steps.push({ ...step, label: `worker ${index} ${step.label}`, next: withWorker(step.next, index, undefined) });
  }
  return steps;
}

function fenceStep(moment: Moment, index: number, worker: WorkerPart): ModelStep {
  const { state, rules } = moment;
  const execution = state.requests[worker.request]?.execution;
  const mayCall = execution && !rules.keyIsInDoubt(execution, neighboursOf(moment, worker.request).ofLoyaltyKey);
  const fenced = mayCall && rules.passFence(execution, worker.epoch, NOW, LEAST_LEFT_MS);
  if (!fenced) return { label: `worker ${index} is stopped by the fence`, next: withWorker(state, index, undefined) };
  const next = withWorker(withRequest(state, worker.request, { execution: fenced }), index, { ...worker, step: 'fenced' });
  return { label: `worker ${index} passes the fence`, next, writtenBy: worker };
}
