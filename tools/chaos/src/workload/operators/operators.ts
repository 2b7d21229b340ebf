import { setTimeout as pause } from 'node:timers/promises';
import type { GatewayCall, GatewayCaller } from '../calls/gateway-caller';
import type { WorkloadOrg } from '../orgs/workload-org';
import type { LoyaltyLedger } from './evidence';
import { type HeldRequest, type Resolution, resolutionOf } from './held-request';

const ROUND_MS = 2_000;
const PAGE = 50;
/** How often a request that surely did not take effect is sent again rather than given up; once is enough. */
const WANTED = 0.5;

export interface OperatorsGround {
  readonly caller: GatewayCaller;
  readonly ledger: LoyaltyLedger;
  readonly random: () => number;
  readonly settleMs: number;
  readonly signal: AbortSignal;
}

/**
 * Two people who resolve what is on hold in an org: one finds out and proposes, the other confirms. A call whose end is not known is not
 * repeated: the next look at the list tells what came of it.
 */
export class Operators {
  /** Since when the ledger shows nothing of a request, by request id. */
  private readonly absences = new Map<string, number>();

  constructor(
    private readonly ground: OperatorsGround,
    private readonly org: WorkloadOrg,
  ) {}

  async work(): Promise<void> {
    const { signal } = this.ground;
    while (!this.isOver()) {
      for (const held of await this.list()) if (!this.isOver()) await this.see(held);
      await pause(ROUND_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  private isOver(): boolean {
    return this.ground.signal.aborted;
  }

  private async list(): Promise<readonly HeldRequest[]> {
    const { phase, text } = await this.ground.caller.look(this.asOperator(0, 'GET', `needs-review?limit=${PAGE}`));
    if (phase !== 'ok' || text === undefined) return [];
    const { data } = JSON.parse(text) as { readonly data: readonly HeldRequest[] };
    return data;
  }

  private async see(held: HeldRequest): Promise<void> {
    const { requestId } = held.request;
    const open = held.reviews.find(({ status }) => status === 'proposed');
    if (open) await this.confirm(requestId, open.proposal);
    else await this.findOut(held);
  }

  private async findOut(held: HeldRequest): Promise<void> {
    const { requestId } = held.request;
    const { ledger, settleMs, random } = this.ground;
    // Read before the look: what is absent then was absent at this moment or later.
    const now = Date.now();
    const effects = await ledger.effectsOf(this.org.id, requestId);
    const absentSince = this.absences.get(requestId);
    const resolution = resolutionOf(held, {
      effects,
      absentSince,
      now,
      settleMs,
      isWanted: held.reviews.length === 0 && random() < WANTED,
    });
    if (resolution === undefined) {
      // A ledger that was out of reach may have been about to take the call: the time starts anew.
      if (effects === undefined) this.absences.delete(requestId);
      else this.absences.set(requestId, absentSince ?? Date.now());
      return;
    }
    this.absences.delete(requestId);
    const proposal = await this.propose(requestId, resolution, effects ?? 0);
    if (proposal !== undefined) await this.confirm(requestId, proposal);
  }

  private async propose(requestId: string, action: Resolution, effects: number): Promise<number | undefined> {
    const body = JSON.stringify({ action, evidence: `The ledger shows ${effects} effects under its key, ${this.org.marker}` });
    const call = { ...this.asOperator(0, 'POST', `requests/${requestId}/resolution`), body };
    const { phase, text } = await this.ground.caller.call({ kind: 'propose', requestId }, call);
    if (phase !== 'ok' || text === undefined) return undefined;
    const { data } = JSON.parse(text) as { readonly data: HeldRequest };
    return data.reviews.find(({ status }) => status === 'proposed')?.proposal;
  }

  private async confirm(requestId: string, proposal: number): Promise<void> {
    const call = this.asOperator(1, 'POST', `requests/${requestId}/resolution/${proposal}/confirm`);
    await this.ground.caller.call({ kind: 'confirm', requestId }, call);
  }

  private asOperator(which: 0 | 1, method: GatewayCall['method'], path: string): GatewayCall {
    return { method, path: `/operations/${path}`, org: this.org, as: this.org.operators[which] };
  }
}
