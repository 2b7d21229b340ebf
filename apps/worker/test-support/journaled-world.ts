import { randomUUID } from 'node:crypto';
import type { ClaimedExecution, Lease, RequestRef, Settlement } from '@countersign/engine';
import { PersonalData, PgExecutionStore, PgOperationsStore, PgPolicyStore, PgRevocationStore } from '@countersign/persistence';
import { ORG, type SealedJournal } from './sealed-journal';

const TYPE = 'GOODWILL_POINTS';
const [ONE, TWO] = [
  { id: 61, name: 'Ola Operator' },
  { id: 62, name: 'Siri Second' },
];
const traceId = (): string => randomUUID().replaceAll('-', '');
const EXECUTED = { kind: 'executed', message: 'Executed.', attempts: 1 } as const;
const REFUSED = { kind: 'refused', code: '816', message: 'No such customer.', attempts: 1 } as const;
const UNKNOWN = { kind: 'unknown', code: 'timeout', message: 'No answer in time.', attempts: 1 } as const;

/** What became of a claimed execution, whoever claimed it. */
type End = Settlement extends infer One ? (One extends unknown ? Omit<One, keyof Lease | 'eventId'> : never) : never;

/** At least one row in every table that an auditor sees, sealed, and with its checkpoint outside. */
export async function fillWorld(journal: SealedJournal): Promise<void> {
  const database = journal.open();
  const executions = new PgExecutionStore(database, { leaseMs: 60_000, leastLeftMs: 0 });
  const claimed = async (request: RequestRef): Promise<ClaimedExecution> => {
    await journal.decide(request, 'approve', 'as agreed');
    const claim = await executions.claim({ ...request, epoch: 0 });
    if (!claim) throw new Error('The execution was not claimed.');
    return claim;
  };
  const ended = async (request: RequestRef, end: End): Promise<void> => {
    const { orgId, requestId, epoch } = await claimed(request);
    await executions.settle({ orgId, requestId, epoch, eventId: randomUUID(), ...end });
  };

  await journal.submit();
  await journal.decide(await journal.submit({ amount: 12.5, reference: 'R-1' }), 'reject', 'no');
  await journal.submit({ otherCustomers: ['919900000178', '919900000179'] });
  await journal.decide(await journal.submit({ limits: { caps: { customer: { requests: 5 } } } }), 'approve', 'yes');
  const answer = { loyaltyAnswerText: '{"status":200,"headers":{},"body":{"createdId":7.0}}' };
  const executed = { next: 'approved', outcome: EXECUTED, attempt: { class: 'executed', httpStatus: 200, durationMs: 12 } } as const;
  await ended(await journal.submit({ amount: 12.5, loyaltyKeyHash: 'the hash of a key' }), { ...executed, ...answer });
  await ended(await journal.submit(), { ...executed, ...answer });
  await ended(await journal.submit(), { next: 'failed', outcome: REFUSED, attempt: { class: 'refused', code: '816', durationMs: 12 } });
  const held = {
    next: 'needs_review',
    outcome: UNKNOWN,
    inDoubt: true,
    attempt: { class: 'in-doubt', code: 'timeout', durationMs: 12 },
  } as const;
  const operations = new PgOperationsStore(database, { signal: () => undefined, listen: () => () => undefined });
  const caller = (person = ONE) => ({ orgId: ORG, person, traceId: traceId() });
  for (const verdict of ['confirmed', 'declined', undefined] as const) {
    const request = await journal.submit();
    await ended(request, held);
    const proposal = await operations.propose(caller(), {
      requestId: request.requestId,
      action: 'executed',
      evidence: 'the customer shows it',
    });
    if (!proposal || !verdict) continue;
    const word = { requestId: request.requestId, proposal: proposal.proposal, verdict, outcome: EXECUTED, eventId: randomUUID() };
    await operations.decide(caller(TWO), word);
  }

  const half = await journal.submit({ quorum: 2 });
  await journal.decide(half, 'approve', 'so far so good', TWO);

  const policies = new PgPolicyStore(database);
  for (const verdict of ['active', 'active', 'declined', undefined] as const) {
    const made = await policies.propose({ orgId: ORG, type: TYPE, settings: { autoApproval: { mode: 'off' } }, proposer: ONE });
    if (made && verdict) await policies.decide({ orgId: ORG, type: TYPE, version: made.version, verdict, decider: TWO });
  }
  await journal.pause('for the night');
  await policies.propose({ orgId: ORG, type: TYPE, settings: { autoApproval: { mode: 'off' } }, proposer: TWO });
  await new PgRevocationStore(database).revoke({ orgId: ORG, person: ONE, traceId: traceId() }, TWO.id, 'left the team');
  await PersonalData.in(journal.url, (data) => data.setRetention({ orgId: ORG, orderedBy: 1, orderedByName: 'officer' }, TYPE, 400));
  await journal.refuse(9051);
  await journal.refuse(2001);
  const who = JSON.stringify({ org_id: ORG, actor_id: 1, actor_name: 'one', trace_id: traceId() });
  await journal.sql(
    `select note_webhook_action($1, 'create', gen_random_uuid(), gen_random_uuid(), '{"url":"https://a.example"}', 'a receiver')`,
    [who],
  );
  // Nobody makes a change expire.
  await journal.sql(`select note_webhook_action(json_build_object('org_id', $1::bigint), 'expire', null, gen_random_uuid(), '{}')`, [ORG]);
  await journal.sql(`select note_client_action($1, 'create', 1000000000000001, gen_random_uuid(), '{"name":"pos"}', 'a till')`, [who]);
  await journal.sql(
    `select note_reads(json_build_array(json_build_object('org_id', $1::bigint, 'what', 'GET /v1/requests', 'filter', '{"type":"X"}'::json,
       'row_count', 3, 'actor_id', 1, 'actor_name', 'one', 'trace_id', 't')))`,
    [ORG],
  );
  await journal.seal();
  await journal.append();
}
