import { Client } from 'pg';
import { type EvidenceCollector, markerOf } from '../../support/evidence-collector';
import { customer, earnBadge, goodwill, redemption, statusChange, type Submission } from '../../support/submissions';
import { CHECKER, dataOf, OTHER_CHECKER, type Person, type TestOrg } from '../../support/test-org';
import { decided } from './acts';
import type { Scenario, Stage } from './scenario';

const BOTH: Person = { id: 5001, name: 'maker.and.checker', grants: ['CanMakeRequest', 'CanCheckRequest'] };

/** People repeat themselves, decide on what is decided or their own, look into another org, and submit while the database is busy. */
export const people: Scenario = {
  stack: {},
  async play(stage) {
    const { evidence } = stage;
    const org = stage.newOrg();
    await evidence.subscribe(org);
    const repeated = unreferenced(org, 1);
    const key = { key: 'repeated-when-done' };
    const { requestId } = dataOf(await evidence.submit(org, repeated, key));
    await Promise.all([
      evidence.decide(org, { type: repeated.type, requestId, verdict: 'approved' }),
      repeatAtOnce(evidence, org),
      approveOwn(evidence, org),
      approveRejected(evidence, org),
      takeBack(evidence, org),
      decided(evidence, org, statusChange(customer(6))),
      decided(evidence, org, earnBadge(customer(7))),
      evidence.read(stage.newOrg(), requestId, CHECKER),
    ]);
    await stage.quiet();
    await evidence.submit(org, repeated, key);
    await submitWhileLocked(stage, org);
    await stage.quiet();
  },
};

/** Without a reference nothing but the key says that two submissions are one. */
function unreferenced(org: TestOrg, number: number): Submission {
  return redemption(customer(number), { notes: markerOf(org), external_reference_number: undefined });
}

async function repeatAtOnce(evidence: EvidenceCollector, org: TestOrg): Promise<void> {
  const submission = unreferenced(org, 2);
  const answers = await Promise.all([1, 2, 3].map(() => evidence.submit(org, submission, { key: 'repeated-at-once' })));
  for (const requestId of new Set(answers.map((answer) => dataOf(answer).requestId)))
    await evidence.decide(org, { type: submission.type, requestId, verdict: 'approved' });
}

async function approveOwn(evidence: EvidenceCollector, org: TestOrg): Promise<void> {
  const submission = redemption(customer(3), { notes: markerOf(org) });
  const { requestId } = dataOf(await evidence.submit(org, submission, { as: BOTH }));
  await evidence.decide(org, { type: submission.type, requestId, verdict: 'approved', as: BOTH });
  await evidence.decide(org, { type: submission.type, requestId, verdict: 'rejected', as: CHECKER });
}

async function approveRejected(evidence: EvidenceCollector, org: TestOrg): Promise<void> {
  const submission = goodwill(customer(4), { reason: markerOf(org) });
  const requestId = await decided(evidence, org, submission, 'rejected');
  await evidence.decide(org, { type: submission.type, requestId, verdict: 'approved', as: OTHER_CHECKER });
}

async function takeBack(evidence: EvidenceCollector, org: TestOrg): Promise<void> {
  const { requestId } = dataOf(await evidence.submit(org, redemption(customer(5), { notes: markerOf(org) })));
  await evidence.withdraw(org, requestId);
}

const WAITING = `
  select 1 from pg_locks
   where relation = 'request'::regclass and not granted and database = (select oid from pg_database where datname = current_database())`;

/** A submission meets a lock that outlasts it, and is repeated under its key until somebody says that it is stored. */
async function submitWhileLocked({ on, evidence, until }: Stage, org: TestOrg): Promise<void> {
  const submission = redemption(customer(8), { notes: markerOf(org) });
  const submit = () => evidence.submit(org, submission, { key: 'while-locked' });
  const isWaiting = async (): Promise<boolean> => (await on.sql(WAITING)).length > 0;
  const rival = new Client({ connectionString: on.stack.databaseUrl });
  await rival.connect();
  await rival.query('begin');
  await rival.query('lock table request in share mode');
  const first = submit();
  await until('the submission to wait', isWaiting);
  await until('the submission to give up', async () => !(await isWaiting()));
  await rival.end();
  let answer = await first;
  await until('the submission to be taken', async () => {
    if (answer.status >= 300) answer = await submit();
    return answer.status < 300;
  });
  await evidence.decide(org, { type: submission.type, requestId: dataOf(answer).requestId, verdict: 'approved' });
}
