import { isLeased } from '../domain/lease-rules';
import { isTerminal, type RequestState } from '../domain/request-state';
import { findTransition } from '../domain/transitions';
import type { RequestRow } from '../in-memory/in-memory-rows';
import { MAKER_ID, ORG, type ToldToPeople } from './simulated-people';
import type { SimulatedSystem } from './simulated-system';

const WITHOUT_EFFECT: readonly RequestState[] = ['pending', 'rejected', 'withdrawn', 'expired', 'failed'];

/** Looks at every moment of a schedule; what it saw before, it compares with what is. */
export class Watch {
  private readonly epochs = new Map<string, number>();
  private readonly ended = new Map<string, RequestState>();

  constructor(private readonly system: SimulatedSystem) {}

  problems(): string[] {
    const problems = this.system.fencing.problems.splice(0);
    const customers = new Set<string>();
    for (const row of this.system.database.requests.values()) {
      this.look(row, problems);
      if (!row.execution || !isLeased(row.execution.lease)) continue;
      if (customers.has(row.request.customer)) problems.push('two calls of one customer are under way');
      customers.add(row.request.customer);
    }
    return problems;
  }

  private look(row: RequestRow, problems: string[]): void {
    const { requestId } = row.request;
    const effects = this.system.loyalty.effectsOf(ORG, requestId);
    if (effects > 1) problems.push(`${requestId} took effect ${effects} times`);
    if (effects > 0 && WITHOUT_EFFECT.includes(row.state)) problems.push(`${requestId} is ${row.state} and took effect`);
    if (effects === 0 && row.state === 'approved') problems.push(`${requestId} is approved without an effect`);
    const before = this.ended.get(requestId);
    if (before && before !== row.state) problems.push(`${requestId} was ${before} and is ${row.state}`);
    if (isTerminal(row.state)) this.ended.set(requestId, row.state);
    const epoch = row.execution?.lease.epoch ?? 0;
    if (row.execution && epoch < (this.epochs.get(requestId) ?? 0)) problems.push(`the epoch of ${requestId} went back`);
    if (row.execution) this.epochs.set(requestId, epoch);
  }
}

/** What must be true when everything has come to rest. */
export function finalProblems(system: SimulatedSystem, told: readonly ToldToPeople[]): string[] {
  const rows = [...system.database.requests.values()];
  const problems = rows.flatMap((row) => historyProblems(row));
  if (rows.length > told.length) problems.push('one submit became two requests');
  const effects = rows.reduce((sum, { request }) => sum + system.loyalty.effectsOf(ORG, request.requestId), 0);
  if (effects !== system.loyalty.total) problems.push('something took effect that nobody asked for');
  return [...problems, ...told.flatMap((words) => toldProblems(system, words))];
}

function historyProblems({ request: { requestId, quorum }, journal, decisions, state }: RequestRow): string[] {
  const problems: string[] = [];
  journal.forEach(({ seq, from, to, cause, eventId, at }, index) => {
    const before = journal[index - 1];
    const rule = findTransition(from ?? 'none', to);
    if (seq !== index + 1 || from !== before?.to) problems.push(`the journal of ${requestId} has a gap at ${index + 1}`);
    if (rule?.by !== cause) problems.push(`${requestId} went from ${from} to ${to} by ${cause}`);
    if (rule && rule.event !== (eventId !== undefined)) problems.push(`subscribers hear wrongly of ${requestId} at ${seq}`);
    if (before && at < before.at) problems.push(`the time of ${requestId} went back`);
  });
  if (journal.at(-1)?.to !== state) problems.push(`the journal of ${requestId} ends elsewhere`);
  if (decisions.some(({ checker }) => checker.id === MAKER_ID)) problems.push(`the maker decided on ${requestId}`);
  if (decisions.length > quorum) problems.push(`${requestId} was decided ${decisions.length} times`);
  const approvals = decisions.filter(({ verdict }) => verdict === 'approved').length;
  if (journal.some(({ to, cause }) => to === 'accepted' && cause === 'checker') && approvals !== quorum)
    problems.push(`${requestId} was accepted by ${approvals} of ${quorum} checkers`);
  return problems;
}

/** No word that anybody was given is broken. */
function toldProblems(system: SimulatedSystem, { requestId, decided, withdrawn, selfApproved }: ToldToPeople): string[] {
  if (requestId === undefined) return [];
  const row = system.database.find({ orgId: ORG, requestId });
  if (!row) return [`${requestId} was acknowledged and is lost`];
  const problems = decided
    .filter((id) => !row.decisions.some(({ checker }) => checker.id === id))
    .map((id) => `the decision of ${id} on ${requestId} was acknowledged and is lost`);
  if (selfApproved) problems.push(`the maker of ${requestId} was told that they decided`);
  if (withdrawn && row.state !== 'withdrawn') problems.push(`${requestId} was withdrawn and is ${row.state}`);
  return problems;
}
