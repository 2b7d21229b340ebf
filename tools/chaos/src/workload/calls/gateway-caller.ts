import type { CallKind, CallPhase, EvidenceRecorder, HistoryLine } from '@countersign/invariant-checker';
import { Pool } from 'undici';
import type { Person, WorkloadOrg } from '../orgs/workload-org';
import { type AnswerFacts, readAnswer } from './answer';
import { CallTally } from './call-tally';

/** A call of the gateway on behalf of a person. */
export interface GatewayCall {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly org: WorkloadOrg;
  readonly as: Person;
  readonly body?: string;
  readonly idempotencyKey?: string;
  readonly prefer?: string;
}

/** What of a call goes into the history beside who, where and when. */
export type CallFacts = Pick<HistoryLine, 'kind' | 'type' | 'requestId' | 'payloadHash' | 'points'>;

export interface CallEnd extends AnswerFacts {
  readonly phase: Exclude<CallPhase, 'invoke'>;
  /** Absent when there was no answer, or only a part of one. */
  readonly status?: number;
  readonly text?: string;
  /** What `Retry-After` asked for. */
  readonly retryAfterMs?: number;
}

export interface CallerOptions {
  readonly gatewayUrl: string;
  readonly recorder: EvidenceRecorder;
  readonly isFaultActive: () => boolean;
  /** All orgs, for the markers that an answer may hold. */
  readonly orgs: readonly WorkloadOrg[];
}

const PATIENCE_MS = 8_000;
/** More than callers have under way at once, so that a call waits for the gateway and never for another call. */
const CONNECTIONS = 80;

/** Calls the gateway and writes into the history what was asked and what came of it. */
export class GatewayCaller {
  private readonly pool: Pool;
  private readonly all = new CallTally();
  private readonly duringFaults = new CallTally();
  private readonly refused = new Map<number, number>();
  private calls = 0;

  constructor(private readonly options: CallerOptions) {
    this.pool = new Pool(options.gatewayUrl, { connections: CONNECTIONS, headersTimeout: PATIENCE_MS, bodyTimeout: PATIENCE_MS });
  }

  get counts() {
    return { calls: this.all.counts, callsDuringFaults: this.duringFaults.counts };
  }

  /** Definite refusals by their documented code. */
  get refusals(): ReadonlyMap<number, number> {
    return this.refused;
  }

  async call(facts: CallFacts, call: GatewayCall): Promise<CallEnd> {
    this.calls += 1;
    const { org, as, idempotencyKey, prefer } = call;
    const duringFault = this.options.isFaultActive();
    const about = {
      ...facts,
      callId: `call-${this.calls}`,
      orgId: org.id,
      userId: as.id,
      ...(idempotencyKey !== undefined && { idempotencyKey }),
      asksToWait: prefer?.startsWith('wait=') ?? false,
      duringFault,
    };
    this.options.recorder.call({ ...about, phase: 'invoke', at: Date.now() });
    const end = await this.send(facts.kind, call);
    this.options.recorder.call({ ...about, ...told(end), ...this.markersIn(end), phase: end.phase, at: Date.now() });
    this.count(end, duringFault);
    return end;
  }

  /** Asks without writing it down: what operators look at tells nothing that the calls which follow do not. */
  look(call: GatewayCall): Promise<CallEnd> {
    return this.send('read', call);
  }

  close(): Promise<void> {
    return this.pool.destroy();
  }

  private async send(kind: CallKind, { method, path, org, as, body, idempotencyKey, prefer }: GatewayCall): Promise<CallEnd> {
    const headers = {
      'x-cap-ui-auth-token': as.token,
      'x-cap-api-auth-org-id': String(org.id),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
      ...(prefer !== undefined && { prefer }),
    };
    try {
      const signal = AbortSignal.timeout(PATIENCE_MS);
      const answer = await this.pool.request({ method, path, headers, body: body ?? null, signal });
      const text = await answer.body.text();
      return { ...readAnswer(kind, text), ...retryAfter(answer.headers['retry-after']), text, ...endOf(answer.statusCode) };
    } catch {
      return { phase: 'unknown' };
    }
  }

  private markersIn({ text }: CallEnd): Pick<HistoryLine, 'markersSeen'> {
    if (text === undefined) return {};
    return { markersSeen: this.options.orgs.filter(({ marker }) => text.includes(marker)).map(({ id }) => id) };
  }

  private count({ phase, code }: CallEnd, duringFault: boolean): void {
    this.all.count(phase);
    if (duringFault) this.duringFaults.count(phase);
    if (phase === 'fail' && code !== undefined) this.refused.set(code, (this.refused.get(code) ?? 0) + 1);
  }
}

function endOf(status: number): Pick<CallEnd, 'phase' | 'status'> {
  if (status >= 500) return { phase: 'unknown', status };
  return { phase: status < 300 ? 'ok' : 'fail', status };
}

function retryAfter(header: string | string[] | undefined): Pick<CallEnd, 'retryAfterMs'> {
  const seconds = Number(header);
  return header !== undefined && Number.isFinite(seconds) ? { retryAfterMs: seconds * 1000 } : {};
}

/** The part of an end that belongs into the history. */
function told({ status, requestId, answerHash, state, code }: CallEnd): Partial<HistoryLine> {
  return {
    ...(status !== undefined && { status }),
    ...(requestId !== undefined && { requestId }),
    ...(answerHash !== undefined && { answerHash }),
    ...(state !== undefined && { state }),
    ...(code !== undefined && { code }),
  };
}
