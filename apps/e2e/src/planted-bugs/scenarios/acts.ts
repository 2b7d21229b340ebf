import type { EvidenceCollector } from '../../support/evidence-collector';
import { type Answer, jsonOf } from '../../support/http';
import { OPERATOR, Operators, OTHER_OPERATOR } from '../../support/operators';
import type { RequestView } from '../../support/request-view';
import type { Submission } from '../../support/submissions';
import { dataOf, type TestOrg } from '../../support/test-org';
import type { Stage } from './scenario';

/** Submits and has a checker decide, without waiting for what comes of it. Gives the id of the request. */
export async function decided(
  evidence: EvidenceCollector,
  org: TestOrg,
  submission: Submission,
  verdict: 'approved' | 'rejected' = 'approved',
): Promise<string> {
  const { requestId } = dataOf(await evidence.submit(org, submission));
  await evidence.decide(org, { type: submission.type, requestId, verdict });
  return requestId;
}

/** Two operators look into the loyalty system and end what is held. */
export async function endHolds({ on, evidence, quiet }: Stage, org: TestOrg): Promise<void> {
  const operators = new Operators(org);
  const held = await on.sql<{ id: string }>(`select request_id as id from request where org_id = $1 and state = 'needs_review'`, [org.id]);
  for (const { id: requestId } of held) {
    const action = (await org.effectsOf(requestId)).length > 0 ? 'executed' : 'not-executed';
    const resolution = { action, evidence: 'looked it up in the loyalty system' } as const;
    const told = { requestId };
    await evidence.witnessed(org, OPERATOR, { kind: 'propose', ...told }, async () =>
      requestIn(await operators.propose(requestId, resolution)),
    );
    await evidence.witnessed(org, OTHER_OPERATOR, { kind: 'confirm', ...told }, async () => requestIn(await operators.confirm(requestId)));
  }
  if (held.length > 0) await quiet();
}

/** Operators are told of a request together with its story. */
function requestIn(answer: Answer): Answer {
  if (answer.status >= 300) return answer;
  return { ...answer, text: JSON.stringify({ data: (jsonOf(answer) as { data: { request: RequestView } }).data.request }) };
}
