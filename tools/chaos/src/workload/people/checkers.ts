import type { CallEnd } from '../calls/gateway-caller';
import { untilDefinite } from '../calls/until-definite';
import type { Person } from '../orgs/workload-org';
import { pick, pickWeighted, type Weighted } from '../random-picks';
import { urlNameOf, WORKFLOW } from '../submissions/submission';
import type { Desk } from './desk';
import type { PendingRequest } from './makers';

type Plan = 'approve' | 'reject' | 'withdraw' | 'race' | 'double-approval' | 'withdraw-race' | 'self-approval';

const PLANS: readonly Weighted<Plan>[] = [
  { weight: 81, value: 'approve' },
  { weight: 9, value: 'reject' },
  { weight: 3, value: 'withdraw' },
  { weight: 4, value: 'race' },
  { weight: 2, value: 'double-approval' },
  { weight: 1, value: 'withdraw-race' },
];

/** Milliseconds until somebody looks: most are quick, some are at lunch. */
const DELAYS: readonly Weighted<{ readonly least: number; readonly most: number }>[] = [
  { weight: 85, value: { least: 100, most: 1_500 } },
  { weight: 15, value: { least: 3_000, most: 12_000 } },
];

/** Who may check at all sometimes tries it on what is their own. */
const SELF_APPROVING = 0.25;
/** Checkers who sometimes wait for the outcome on the line. */
const WAITING = 0.1;

/** Decide on what makers have submitted, now and then against each other. */
export class Checkers {
  /** Requests with an acknowledged decision or withdrawal. */
  decided = 0;
  private keys = 0;
  private isHurried = false;
  private readonly waiting = new Map<NodeJS.Timeout, PendingRequest>();

  constructor(private readonly desk: Desk) {}

  take(request: PendingRequest): void {
    if (this.isHurried) {
      this.decideSoon(request);
      return;
    }
    const { least, most } = pickWeighted(this.desk.random, DELAYS);
    const timer = setTimeout(
      () => {
        this.waiting.delete(timer);
        this.decideSoon(request);
      },
      least + this.desk.random() * (most - least),
    );
    this.waiting.set(timer, request);
  }

  /** From here on nobody waits before deciding. */
  hurry(): void {
    this.isHurried = true;
    const requests = [...this.waiting.values()];
    this.stop();
    for (const request of requests) this.decideSoon(request);
  }

  /** Leaves undecided what nobody has looked at yet. */
  stop(): void {
    for (const timer of this.waiting.keys()) clearTimeout(timer);
    this.waiting.clear();
  }

  get isIdle(): boolean {
    return this.waiting.size === 0 && this.desk.lane.isIdle;
  }

  private decideSoon(request: PendingRequest): void {
    this.desk.lane.run(async () => {
      const ends = await this.carryOut(this.plan(request), request);
      if (ends.some((end) => end?.phase === 'ok')) this.decided += 1;
    });
  }

  private plan({ org, maker }: PendingRequest): Plan {
    const { random } = this.desk;
    return maker === org.makerAndChecker && random() < SELF_APPROVING ? 'self-approval' : pickWeighted(random, PLANS);
  }

  private async carryOut(plan: Plan, request: PendingRequest): Promise<readonly (CallEnd | undefined)[]> {
    const { org } = request;
    const checker = pick(this.desk.random, org.checkers);
    const rival = pick(
      this.desk.random,
      org.checkers.filter((other) => other !== checker),
    );
    switch (plan) {
      case 'approve':
      case 'reject':
        return [await this.decide(plan, request, checker)];
      case 'withdraw':
        return [await this.withdraw(request)];
      case 'race':
        return Promise.all([this.decide('approve', request, checker), this.decide('reject', request, rival)]);
      case 'double-approval':
        return Promise.all([this.decide('approve', request, checker), this.decide('approve', request, rival)]);
      case 'withdraw-race':
        return Promise.all([this.withdraw(request), this.decide('approve', request, checker)]);
      case 'self-approval':
        return [await this.decide('approve', request, request.maker), await this.decide('approve', request, checker)];
    }
  }

  private decide(kind: 'approve' | 'reject', request: PendingRequest, as: Person): Promise<CallEnd | undefined> {
    const { org, type, requestId, points } = request;
    const verdict = { actionDecision: kind === 'approve' ? 'approved' : 'rejected', actionMessage: `Looked at it, ${org.marker}` };
    const body = JSON.stringify({ requestId, actionName: 'AdminTask', payload: { 'AdminTask-Payload': verdict } });
    this.keys += 1;
    const idempotencyKey = `decide-${this.keys}`;
    const prefer = this.desk.random() < WAITING ? 'wait=2' : 'respond-async';
    const path = `${WORKFLOW}/${urlNameOf(type)}`;
    const facts = { kind, type, requestId, ...(points !== undefined && { points }) };
    return untilDefinite(() => this.desk.caller.call(facts, { method: 'PUT', path, org, as, body, idempotencyKey, prefer }), this.desk);
  }

  private withdraw({ org, maker, type, requestId }: PendingRequest): Promise<CallEnd | undefined> {
    const path = `${WORKFLOW}/requests/${requestId}/withdraw`;
    const facts = { kind: 'withdraw', type, requestId } as const;
    return untilDefinite(() => this.desk.caller.call(facts, { method: 'POST', path, org, as: maker }), this.desk);
  }
}
