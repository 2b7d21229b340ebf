import { randomUUID } from 'node:crypto';
import { answerHashOf, type EvidenceRecorder, type HistoryLine } from '@countersign/invariant-checker';
import { type Answer, jsonOf } from './http';
import type { Refusal, RequestView } from './request-view';

/** What is known of a call before it leaves. */
export type CallFacts = Pick<HistoryLine, 'kind' | 'orgId' | 'userId'> & Partial<HistoryLine>;

/** Makes calls, and writes down for the checker what was asked and what came of it. */
export class CallHistory {
  /** @param seenIn what else an answer gives away */
  constructor(
    private readonly recorder: EvidenceRecorder,
    private readonly duringFault: boolean,
    private readonly seenIn: (answer: Answer) => Partial<HistoryLine> = () => ({}),
  ) {}

  async witnessed(facts: CallFacts, make: () => Promise<Answer>): Promise<Answer> {
    const line = { ...facts, callId: randomUUID(), duringFault: this.duringFault };
    this.recorder.call({ ...line, phase: 'invoke', at: Date.now() });
    try {
      const answer = await make();
      this.recorder.call({ ...line, ...this.seenIn(answer), ...endOf(answer), at: Date.now() });
      return answer;
    } catch (error) {
      this.recorder.call({ ...line, phase: 'unknown', at: Date.now() });
      throw error;
    }
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
