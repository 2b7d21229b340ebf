import { randomUUID } from 'node:crypto';
import { answerHashOf, type EvidenceRecorder, type HistoryLine, payloadHashOf, type ReceiverFact } from '@countersign/invariant-checker';
import { EvidenceReceiver, type ReplyRule } from './evidence-receiver';
import { type Answer, jsonOf } from './http';
import type { Refusal, RequestView } from './request-view';
import { ENTITY, type Submission } from './submissions';
import { CHECKER, CONFIGURATOR, MAKER, type Person, type TestOrg, WORKFLOW } from './test-org';

/** What a client knows after a call: `unknown` when there was no answer, or one that says nothing. */
export interface Told {
  readonly phase: 'ok' | 'fail' | 'unknown';
  readonly requestId: string | undefined;
  readonly code: number | undefined;
}

export interface Asking {
  readonly as?: Person;
  readonly idempotencyKey?: string;
}

type Known = Pick<HistoryLine, 'kind' | 'idempotencyKey' | 'type' | 'requestId' | 'payloadHash' | 'points'>;

/** An org whose people write down what they ask for and what they are told. */
export class EvidenceOrg {
  /** In every payload of this org, and in none of another. */
  readonly marker: string;
  readonly receivers: ReceiverFact[] = [];
  private readonly running: EvidenceReceiver[] = [];

  constructor(
    readonly org: TestOrg,
    private readonly recorder: EvidenceRecorder,
  ) {
    this.marker = `marker-of-org-${org.id}.`;
  }

  /** The payload goes out as people write it, with blanks that must come through everywhere. */
  submit({ type, call }: Submission, { as = MAKER, idempotencyKey }: Asking = {}): Promise<Told> {
    const [queryParams, body] = [call.queryParams, call.body].map((part) => part && JSON.stringify(part, undefined, 2));
    if (body === undefined) throw new Error('A submission has a body.');
    const payload = `${queryParams === undefined ? '' : `"queryParams": ${queryParams}, `}"body": ${body}`;
    const text = `{"entityInfo": ${JSON.stringify(ENTITY)}, "payload": {"IntouchAPITask-Payload": {${payload}}}}`;
    const points = pointsOf(call.body);
    const known: Known = {
      kind: 'submit',
      type: type.replaceAll('-', '_'),
      payloadHash: payloadHashOf({ ...(queryParams !== undefined && { queryParams }), body }),
      ...(points !== undefined && { points }),
      ...(idempotencyKey !== undefined && { idempotencyKey }),
    };
    const headers = idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey };
    return this.witnessed(known, as, () => this.org.call({ method: 'POST', path: `${WORKFLOW}/${type}`, body: text, as, headers }));
  }

  /** Does not wait for what comes of it. */
  decide(type: string, requestId: string, verdict: 'approved' | 'rejected', { as = CHECKER, idempotencyKey }: Asking = {}): Promise<Told> {
    const headers = { prefer: 'respond-async', ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }) };
    const known: Known = {
      kind: verdict === 'approved' ? 'approve' : 'reject',
      requestId,
      ...(idempotencyKey !== undefined && { idempotencyKey }),
    };
    return this.witnessed(known, as, () => this.org.decide(type, requestId, verdict, { as, headers }));
  }

  withdraw(requestId: string, as = MAKER): Promise<Told> {
    const path = `${WORKFLOW}/requests/${requestId}/withdraw`;
    return this.witnessed({ kind: 'withdraw', requestId }, as, () => this.org.call({ method: 'POST', path, as }));
  }

  read(requestId: string, as = CHECKER): Promise<Told> {
    const path = `${WORKFLOW}/requests/${requestId}`;
    return this.witnessed({ kind: 'read', requestId }, as, () => this.org.call({ method: 'GET', path, as }));
  }

  /** Submits, has a checker decide, and gives the id of the request. */
  async decided(submission: Submission, verdict: 'approved' | 'rejected' = 'approved'): Promise<string> {
    const requestId = idOf(await this.submit(submission));
    await this.decide(submission.type, requestId, verdict);
    return requestId;
  }

  async subscribe(rule?: ReplyRule, payload: ReceiverFact['payload'] = 'documented'): Promise<EvidenceReceiver> {
    const receiver = await EvidenceReceiver.start(rule);
    this.running.push(receiver);
    const body = {
      name: `receiver-${this.running.length}`,
      active: true,
      eventNames: ['requestWorkflowEvent'],
      webHookType: 'HTTP',
      methodType: 'POST',
      webHookUrl: receiver.url,
      webHookHeaders: {},
      payload,
    };
    const answer = await this.org.call({ method: 'POST', path: '/v3/webHooks', body, as: CONFIGURATOR });
    if (answer.status !== 200) throw new Error(`The endpoint could not be registered: ${answer.text}`);
    const { webHookId: endpointId, secret } = (jsonOf(answer) as { data: { webHookId: string; secret: string } }).data;
    this.receivers.push({ endpointId, orgId: this.org.id, secret, payload, registeredAt: Date.now() });
    receiver.writeTo((line) => this.recorder.received(endpointId, line));
    return receiver;
  }

  async close(): Promise<void> {
    await Promise.all(this.running.map((receiver) => receiver.close()));
  }

  private async witnessed(known: Known, as: Person, call: () => Promise<Answer>): Promise<Told> {
    const line = { ...known, callId: randomUUID(), orgId: this.org.id, userId: as.id, duringFault: false };
    this.recorder.call({ ...line, phase: 'invoke', at: Date.now() });
    const answer = await call().catch(() => undefined);
    const seen = answer ? seenIn(answer) : { phase: 'unknown' as const };
    this.recorder.call({ ...line, ...seen, at: Date.now() });
    return { phase: seen.phase, requestId: seen.requestId ?? known.requestId, code: seen.code };
  }
}

/** The id in an answer that was to hold one. */
export function idOf({ requestId, phase, code }: Told): string {
  if (requestId === undefined) throw new Error(`There is no request: ${phase}${code === undefined ? '' : ` ${code}`}.`);
  return requestId;
}

type Seen = Pick<HistoryLine, 'requestId' | 'status' | 'answerHash' | 'state' | 'code'> & { readonly phase: Told['phase'] };

function seenIn(answer: Answer): Seen {
  const { status, text } = answer;
  if (status >= 500) return { phase: 'unknown', status };
  if (status >= 300) {
    const code = (jsonOf(answer) as Partial<Refusal>).errors?.[0]?.code;
    return { phase: 'fail', status, ...(code !== undefined && { code }) };
  }
  const { requestId, state } = (jsonOf(answer) as { data: RequestView }).data;
  return { phase: 'ok', status, requestId, state, answerHash: answerHashOf(text) };
}

function pointsOf(body: object): number | undefined {
  const { root, points } = body as { root?: { redeem?: { points_redeemed?: string } }; points?: number };
  const redeemed = root?.redeem?.points_redeemed;
  return redeemed === undefined ? points : Number(redeemed);
}
