import { randomUUID } from 'node:crypto';
import { copyFile } from 'node:fs/promises';
import path from 'node:path';
import {
  answerHashOf,
  checkInvariants,
  type CheckReport,
  EVIDENCE_FILES,
  EvidenceRecorder,
  type HistoryLine,
  type ReceiverFact,
} from '@countersign/invariant-checker';
import type { Delivery, Stack } from '@countersign/local-stack';
import { type Answer, jsonOf } from '../support/http';
import type { Refusal, RequestView } from '../support/request-view';
import { journalOf } from '../support/sealed-journal';

/** What is known of a call before it leaves. */
export type CallFacts = Pick<HistoryLine, 'kind' | 'orgId' | 'userId' | 'idempotencyKey' | 'type' | 'requestId' | 'payloadHash'>;

/**
 * The invariants that a walk can be held against. The others speak of load, of neighbours, of markers and of Redis away; and of how much
 * went well, where a walk brings every eleventh request to the operators on purpose.
 */
const INVARIANTS = ['I1', 'I2', 'I3', 'I4', 'I5', 'I6', 'I7', 'I8', 'I9', 'I11', 'I12', 'I13', 'I16'];

/** What people and subscribers of one installation saw, for the checker. */
export class LaneEvidence {
  private readonly recorder: EvidenceRecorder;
  private readonly receivers: ReceiverFact[] = [];
  private readonly startedAt = Date.now();

  constructor(folder: string) {
    this.recorder = new EvidenceRecorder(folder);
  }

  /** Makes a call and writes down what was asked and what came of it. */
  async call(facts: CallFacts, make: () => Promise<Answer>): Promise<Answer> {
    const line = { ...facts, callId: randomUUID(), duringFault: true };
    this.recorder.call({ ...line, phase: 'invoke', at: Date.now() });
    try {
      const answer = await make();
      this.recorder.call({ ...line, ...endOf(answer), at: Date.now() });
      return answer;
    } catch (error) {
      this.recorder.call({ ...line, phase: 'unknown', at: Date.now() });
      throw error;
    }
  }

  subscribed(receiver: ReceiverFact): void {
    this.receivers.push(receiver);
  }

  received(endpointId: string, { receivedAt, headers, body, signature }: Delivery): void {
    const answered = signature === 'ok' ? 204 : 401;
    this.recorder.received(endpointId, { at: receivedAt.getTime(), headers, bodyText: body, answered });
  }

  /** Ends the writing, and holds all of it against the invariants. */
  async check(stack: Stack): Promise<CheckReport> {
    const { databaseUrl, parts } = stack;
    const { startedAt, receivers } = this;
    const endedAt = Date.now();
    await this.recorder.close({ startedAt, healedAt: endedAt, endedAt, receivers, orgMarkers: {} });
    await copyFile(path.join(parts.folder, 'sandbox', 'ledger.jsonl'), path.join(this.recorder.folder, EVIDENCE_FILES.ledger));
    return checkInvariants({ databaseUrl, evidenceFolder: this.recorder.folder, only: INVARIANTS, journal: journalOf(stack) });
  }
}

function endOf(answer: Answer): Pick<HistoryLine, 'phase' | 'status' | 'answerHash' | 'requestId' | 'state' | 'code'> {
  const { status, text } = answer;
  if (status < 300) {
    const { requestId, state } = (jsonOf(answer) as { data: RequestView }).data;
    return { phase: 'ok', status, answerHash: answerHashOf(text), requestId, state };
  }
  if (status >= 500) return { phase: 'unknown', status };
  const [problem] = (jsonOf(answer) as Refusal).errors;
  return { phase: 'fail', status, ...(problem && { code: problem.code }) };
}
