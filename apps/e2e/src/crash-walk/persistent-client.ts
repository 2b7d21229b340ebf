import { setTimeout as pause } from 'node:timers/promises';
import { payloadHashOf } from '@countersign/invariant-checker';
import { waitFor } from '@countersign/local-servers';
import type { CallFacts } from '../support/call-history';
import { type Answer, jsonOf } from '../support/http';
import type { Submission } from '../support/submissions';
import { CHECKER, dataOf, MAKER, type TestOrg } from '../support/test-org';
import type { LaneEvidence } from './lane-evidence';

/** A caller gives up a call that takes longer, and makes it again with the same key. */
const PATIENCE_MS = 1_500;
const BETWEEN_TRIES_MS = 100;

/** A maker and a checker who repeat each call, with its key, until they have an answer; as the API asks its callers to. */
export class PersistentClient {
  /** Ids that 2xx answers named; late ones to calls that were given up too. */
  readonly answeredIds = new Set<string>();
  private readonly underWay = new Set<Promise<unknown>>();

  constructor(
    private readonly org: TestOrg,
    private readonly submission: Submission,
    private readonly evidence: LaneEvidence,
    private readonly deadlineMs: number,
  ) {}

  async submit(): Promise<Answer> {
    const { type, call } = this.submission;
    const key = { 'idempotency-key': 'walk-submit' };
    const facts = {
      kind: 'submit',
      ...this.factsOf(MAKER.id, key),
      type: type.replaceAll('-', '_'),
      payloadHash: payloadHashOf(call),
    } as const;
    return this.persist(facts, () => this.org.submit(this.submission, { headers: key }));
  }

  async approve(requestId: string): Promise<Answer> {
    const headers = { 'idempotency-key': 'walk-approve', prefer: 'respond-async' };
    const facts = { kind: 'approve', ...this.factsOf(CHECKER.id, headers), requestId } as const;
    return this.persist(facts, () => this.org.decide(this.submission.type, requestId, 'approved', { headers }));
  }

  /** Resolves when calls that were given up have got their answers as well. */
  async quiet(): Promise<void> {
    await Promise.allSettled(this.underWay);
  }

  private factsOf(userId: number, { 'idempotency-key': idempotencyKey }: { readonly 'idempotency-key': string }) {
    return { orgId: this.org.id, userId, idempotencyKey };
  }

  private persist(facts: CallFacts, make: () => Promise<Answer>): Promise<Answer> {
    return waitFor(
      async () => {
        const answer = await Promise.race([
          this.noted(this.evidence.calls.witnessed(facts, make)),
          pause(PATIENCE_MS, undefined, { ref: false }),
        ]);
        if (!answer) throw new Error(`No answer within ${PATIENCE_MS} ms.`);
        dataOf(answer);
        return answer;
      },
      { what: `an answer to: ${facts.kind}`, deadlineMs: this.deadlineMs, every: BETWEEN_TRIES_MS },
    );
  }

  private noted(call: Promise<Answer>): Promise<Answer> {
    const noted = call.then((answer) => {
      if (answer.status < 300) this.answeredIds.add((jsonOf(answer) as { data: { requestId: string } }).data.requestId);
      return answer;
    });
    this.underWay.add(noted);
    noted.catch(() => undefined);
    return noted;
  }
}
