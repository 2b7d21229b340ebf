import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync } from 'node:fs';
import { copyFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  type CallKind,
  checkInvariants,
  type CheckReport,
  EVIDENCE_FILES,
  EvidenceRecorder,
  type HistoryLine,
  payloadHashOf,
  type ReceivedLine,
  type ReceiverFact,
} from '@countersign/invariant-checker';
import type { Delivery } from '@countersign/local-stack';
import { CallHistory } from './call-history';
import type { Answer } from './http';
import { journalOf } from './sealed-journal';
import type { Submission } from './submissions';
import type { Subscriber } from './subscriber';
import { CHECKER, MAKER, type Person, type Subscription, type TestOrg, WORKFLOW } from './test-org';
import type { TestStack } from './test-stack';

/** A text that every payload of an org carries, so that it can be looked for where it must not be. */
export function markerOf({ id }: TestOrg): string {
  return `marker-of-org-${id}`;
}

type Known = { readonly kind: CallKind } & Partial<HistoryLine>;

interface Submitting {
  readonly key?: string;
  readonly as?: Person;
  readonly prefer?: string;
}

/** A checker's word on a request. */
interface Word {
  /** As in the URL. */
  readonly type: string;
  readonly requestId: string;
  readonly verdict: 'approved' | 'rejected';
  readonly as?: Person;
}

/** Does what people do on a stack and writes down what it was told, for the checker to hold against what is stored. */
export class EvidenceCollector {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'countersign-evidence-'));
  private readonly recorder = new EvidenceRecorder(this.folder);
  private readonly receivers: ReceiverFact[] = [];
  private readonly markers = new Map<number, string>();
  private readonly calls = new CallHistory(this.recorder, false, ({ text }) => ({
    markersSeen: [...this.markers].filter(([, marker]) => text.includes(marker)).map(([orgId]) => orgId),
  }));
  private readonly startedAt = Date.now();

  constructor(private readonly on: TestStack) {}

  /** An org that is watched from now on. */
  org(id?: number): TestOrg {
    const org = this.on.org(id);
    this.markers.set(org.id, markerOf(org));
    return org;
  }

  submit(
    org: TestOrg,
    submission: Submission,
    { key = randomUUID(), as = MAKER, prefer = 'respond-async' }: Submitting = {},
  ): Promise<Answer> {
    const type = submission.type.replaceAll('-', '_');
    const told = { kind: 'submit', idempotencyKey: key, type, payloadHash: payloadHashOf(submission.call) } as const;
    return this.witnessed(org, as, told, () => org.submit(submission, { as, headers: { 'idempotency-key': key, prefer } }));
  }

  decide(org: TestOrg, { type, requestId, verdict, as = CHECKER }: Word): Promise<Answer> {
    const key = randomUUID();
    const kind = verdict === 'approved' ? 'approve' : 'reject';
    const headers = { 'idempotency-key': key, prefer: 'respond-async' };
    return this.witnessed(org, as, { kind, idempotencyKey: key, requestId }, () => org.decide(type, requestId, verdict, { as, headers }));
  }

  withdraw(org: TestOrg, requestId: string, as: Person = MAKER): Promise<Answer> {
    const call = { method: 'POST', path: `${WORKFLOW}/requests/${requestId}/withdraw`, as } as const;
    return this.witnessed(org, as, { kind: 'withdraw', requestId }, () => org.call(call));
  }

  read(org: TestOrg, requestId: string, as: Person = MAKER): Promise<Answer> {
    return this.witnessed(org, as, { kind: 'read', requestId }, () =>
      org.call({ method: 'GET', path: `${WORKFLOW}/requests/${requestId}`, as }),
    );
  }

  /** A call of any kind by the caller's own means. */
  witnessed(org: TestOrg, by: Person, known: Known, call: () => Promise<Answer>): Promise<Answer> {
    return this.calls.witnessed({ ...known, orgId: org.id, userId: by.id }, call);
  }

  /** Subscribes a receiver whose log is kept. It answers as it is told to, or 204. */
  async subscribe(org: TestOrg, { answer, ...subscription }: Subscription = {}): Promise<Subscriber> {
    const known: { endpointId?: string; early: ReceivedLine[] } = { early: [] };
    const subscriber = await org.subscribe({
      ...subscription,
      answer: async (delivery) => {
        const answered = (await answer?.(delivery)) ?? 204;
        const line = lineOf(delivery, typeof answered === 'number' ? answered : answered.status);
        if (known.endpointId === undefined) known.early.push(line);
        else this.recorder.received(known.endpointId, line);
        return answered;
      },
    });
    const { endpointId, secret } = subscriber.endpoint;
    known.endpointId = endpointId;
    for (const line of known.early) this.recorder.received(endpointId, line);
    this.receivers.push({ endpointId, orgId: org.id, secret, payload: subscription.payload ?? 'documented', registeredAt: Date.now() });
    return subscriber;
  }

  /** Ends the collection and holds what was collected against what is stored. The stack must still be there, and at rest. */
  async check(): Promise<CheckReport> {
    const ledger = path.join(this.on.stack.parts.folder, 'sandbox', EVIDENCE_FILES.ledger);
    const endedAt = Date.now();
    const orgMarkers = Object.fromEntries(this.markers);
    await this.recorder.close({
      startedAt: this.startedAt,
      healedAt: this.startedAt,
      endedAt,
      receivers: this.receivers,
      orgMarkers,
      faults: [],
    });
    if (existsSync(ledger)) await copyFile(ledger, path.join(this.folder, EVIDENCE_FILES.ledger));
    const { databaseUrl, redisUrl } = this.on.stack.parts;
    const journal = journalOf(this.on.stack);
    return checkInvariants({ databaseUrl, evidenceFolder: this.folder, journal, ...(redisUrl !== undefined && { redisUrl }) });
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}

function lineOf({ receivedAt, headers, body }: Delivery, answered: number): ReceivedLine {
  return { at: receivedAt.getTime(), headers, bodyText: body, answered };
}
