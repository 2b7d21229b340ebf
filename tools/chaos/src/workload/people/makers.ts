import { payloadHashOf } from '@countersign/invariant-checker';
import { untilDefinite } from '../calls/until-definite';
import type { CallEnd } from '../calls/gateway-caller';
import type { Person, WorkloadOrg } from '../orgs/workload-org';
import { pick } from '../random-picks';
import { OrgMix } from '../submissions/org-mix';
import { bodyOf, type Submission, urlNameOf, WORKFLOW } from '../submissions/submission';
import type { Desk } from './desk';

/** A request that waits for a checker. */
export interface PendingRequest {
  readonly org: WorkloadOrg;
  readonly maker: Person;
  readonly type: string;
  readonly requestId: string;
  readonly points?: number;
}

const TICK_MS = 20;
/** A burst after a pause of our own process is bounded. */
const LARGEST_BURST = 50;
const REPEATED = 0.03;
const BY_MAKER_AND_CHECKER = 0.06;

/** Submit at a rate that does not depend on how fast the answers come. */
export class Makers {
  /** Requests whose submission was acknowledged. */
  submitted = 0;
  private keys = 0;
  private owed = 0;
  private lastTick = performance.now();
  private timer: NodeJS.Timeout | undefined;
  private readonly mixes: readonly { readonly org: WorkloadOrg; readonly mix: OrgMix }[];

  constructor(
    private readonly desk: Desk,
    orgs: readonly WorkloadOrg[],
    private readonly ratePerSecond: number,
    private readonly onPending: (request: PendingRequest) => void,
  ) {
    this.mixes = orgs.map((org) => ({ org, mix: new OrgMix(org, desk.random) }));
  }

  start(): void {
    this.lastTick = performance.now();
    this.timer = setInterval(() => this.tick(), TICK_MS);
  }

  /** Nothing new from here on; what is under way goes on. */
  stop(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }

  get isIdle(): boolean {
    return this.timer === undefined && this.desk.lane.isIdle;
  }

  private tick(): void {
    const now = performance.now();
    this.owed = Math.min(this.owed + ((now - this.lastTick) / 1000) * this.ratePerSecond, LARGEST_BURST);
    this.lastTick = now;
    // What finds no free place is not made up for later: makers who cannot submit do something else.
    for (; this.owed >= 1; this.owed -= 1) if (!this.desk.lane.isFull) this.desk.lane.run(() => this.submitNext());
  }

  private async submitNext(): Promise<void> {
    const { random } = this.desk;
    const { org, mix } = pick(random, this.mixes);
    const maker = random() < BY_MAKER_AND_CHECKER ? org.makerAndChecker : pick(random, org.makers);
    const submission = mix.next();
    this.keys += 1;
    const idempotencyKey = `submit-${this.keys}`;
    const submit = (): Promise<CallEnd> => this.submit(org, maker, submission, idempotencyKey);
    const end = await untilDefinite(submit, this.desk);
    if (end?.phase !== 'ok' || end.requestId === undefined) return;
    this.submitted += 1;
    const { requestId, autoApproved } = end;
    const { type, points } = submission;
    if (!autoApproved) this.onPending({ org, maker, type, requestId, ...(points !== undefined && { points }) });
    if (random() < REPEATED) await untilDefinite(submit, this.desk);
  }

  private submit(org: WorkloadOrg, as: Person, submission: Submission, idempotencyKey: string): Promise<CallEnd> {
    const { type, points } = submission;
    const facts = { kind: 'submit', type, payloadHash: payloadHashOf(submission.call), ...(points !== undefined && { points }) } as const;
    const path = `${WORKFLOW}/${urlNameOf(type)}`;
    return this.desk.caller.call(facts, {
      method: 'POST',
      path,
      org,
      as,
      body: bodyOf(submission),
      idempotencyKey,
      prefer: 'respond-async',
    });
  }
}
