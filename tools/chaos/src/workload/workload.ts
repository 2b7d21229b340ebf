import { setMaxListeners } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { RunFacts } from '@countersign/invariant-checker';
import { GatewayCaller } from './calls/gateway-caller';
import { Lane } from './calls/lane';
import { LoyaltyLedger } from './operators/evidence';
import { Operators } from './operators/operators';
import { agreeOnAutoApproval, agreeToActAtOnce } from './orgs/agree-on-policies';
import { createOrgs, type WorkloadOrg } from './orgs/workload-org';
import { Checkers } from './people/checkers';
import { Makers } from './people/makers';
import type { ReceiverMode } from './receivers/receiver-mode';
import { redeliver } from './receivers/redelivery';
import { type Subscriber, subscribe } from './receivers/subscribe';
import { DatabaseStanding } from './standing/database-standing';
import type { Workload, WorkloadCounts, WorkloadOptions } from './workload-options';

/**
 * Few, so that a starved gateway is not buried in new connections: Node accepts one per turn of its loop, and one that is given up while
 * it waits for that is replaced by another one that waits.
 */
const SUBMISSIONS_AT_ONCE = 30;
const DECISIONS_AT_ONCE = 40;
const COUNT_EVERY_MS = 1_000;
const LOOK_EVERY_MS = 500;
const SETTLE_MS = 45_000;
/** Which org lets policy approve, by its place. */
const AUTO_APPROVING = 1;

/** Sets up orgs, policies and receivers, and lets everybody begin to work. */
export async function startWorkload(options: WorkloadOptions): Promise<Workload> {
  const { stack, recorder, isFaultActive, random, receiverUrl = async (url) => url } = options;
  const orgs = await createOrgs(stack, random);
  const caller = new GatewayCaller({ gatewayUrl: stack.gatewayUrl, recorder, isFaultActive, orgs });
  const [automatic] = orgs.slice(AUTO_APPROVING);
  if (automatic) await agreeOnAutoApproval(caller, automatic);
  for (const org of orgs) await agreeToActAtOnce(caller, org);
  const signal = new AbortController().signal;
  const ground = { caller, recorder, receiverUrl, random, signal };
  const subscriptions = orgs.flatMap((org, index) => {
    const documented = subscribe(ground, org, 'documented');
    return index % 2 === 0 ? [documented, subscribe(ground, org, 'extended')] : [documented];
  });
  return new RunningWorkload(options, caller, orgs, await Promise.all(subscriptions));
}

class RunningWorkload implements Workload {
  private readonly closing = new AbortController();
  private readonly makers: Makers;
  private readonly checkers: Checkers;
  private readonly ledger: LoyaltyLedger;
  private readonly standing: DatabaseStanding;
  private readonly counting: NodeJS.Timeout;
  private readonly work: readonly Promise<void>[];

  constructor(
    private readonly options: WorkloadOptions,
    private readonly caller: GatewayCaller,
    private readonly orgs: readonly WorkloadOrg[],
    private readonly subscribers: readonly Subscriber[],
  ) {
    const { random, ratePerSecond, loyalty, databaseUrl, settleMs = SETTLE_MS } = options;
    const { signal } = this.closing;
    // Everybody who waits before a repetition listens to it.
    setMaxListeners(0, signal);
    this.checkers = new Checkers({ caller, random, signal, lane: new Lane(DECISIONS_AT_ONCE) });
    const submitting = { caller, random, signal, lane: new Lane(SUBMISSIONS_AT_ONCE) };
    this.makers = new Makers(submitting, orgs, ratePerSecond, (request) => this.checkers.take(request));
    const ledger = (this.ledger = new LoyaltyLedger(loyalty.url));
    this.work = orgs.map((org) => new Operators({ caller, ledger, random, settleMs, signal }, org).work());
    this.standing = new DatabaseStanding(
      databaseUrl,
      orgs.map(({ id }) => id),
    );
    this.counting = setInterval(() => void this.standing.count(), COUNT_EVERY_MS);
    this.makers.start();
  }

  get counts(): WorkloadCounts {
    return {
      submitted: this.makers.submitted,
      decided: this.checkers.decided,
      terminal: this.standing.terminal,
      delivered: this.subscribers.reduce((sum, { receiver }) => sum + receiver.delivered, 0),
      open: this.standing.open,
      ...this.caller.counts,
    };
  }

  get refusals(): ReadonlyMap<number, number> {
    return this.caller.refusals;
  }

  misbehave(mode: ReceiverMode): void {
    for (const { receiver } of this.subscribers) if (this.options.random() < 0.5) receiver.mode = mode;
  }

  behave(): void {
    for (const { receiver } of this.subscribers) receiver.mode = 'ok';
  }

  async stopSubmitting(): Promise<void> {
    this.makers.stop();
  }

  async finish(deadline: number): Promise<void> {
    this.makers.stop();
    this.checkers.hurry();
    const done = new AbortController();
    const redelivery = redeliver(this.caller, this.subscribers, done.signal);
    while (Date.now() < deadline && !(await this.hasEnded())) await pause(LOOK_EVERY_MS);
    done.abort();
    await Promise.all([redelivery, this.standing.count()]);
  }

  facts(): Pick<RunFacts, 'receivers' | 'orgMarkers'> {
    return {
      receivers: this.subscribers.map(({ fact }) => fact),
      orgMarkers: Object.fromEntries(this.orgs.map(({ id, marker }) => [id, marker])),
    };
  }

  async close(): Promise<void> {
    this.makers.stop();
    this.checkers.stop();
    clearInterval(this.counting);
    this.closing.abort();
    await this.caller.close();
    await Promise.all(this.work);
    await Promise.all([this.ledger.close(), this.standing.close(), ...this.subscribers.map(({ receiver }) => receiver.close())]);
  }

  private async hasEnded(): Promise<boolean> {
    if (!this.makers.isIdle || !this.checkers.isIdle) return false;
    const left = await this.standing.unfinished();
    return left?.requests === 0 && left.deliveries === 0;
  }
}
