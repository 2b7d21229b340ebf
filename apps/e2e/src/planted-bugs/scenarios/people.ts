import { Client } from 'pg';
import { customer, earnBadge, goodwill, redemption, statusChange } from '../../support/submissions';
import { CHECKER, OTHER_CHECKER, type Person } from '../../support/test-org';
import type { EvidenceOrg } from '../../support/evidence-org';
import { idOf } from '../../support/evidence-org';
import type { Scenario, Stage } from './scenario';

const BOTH: Person = { id: 5001, name: 'maker.and.checker', grants: ['CanMakeRequest', 'CanCheckRequest'] };

/** Without a reference nothing but the key says that two submissions are one. */
const unreferenced = (org: EvidenceOrg, number: number) =>
  redemption(customer(number), { notes: org.marker, external_reference_number: undefined });

/** People repeat themselves, decide on what is decided or their own, and submit while the database is busy. */
export const people: Scenario = {
  stack: {},
  patienceMs: 8_000,
  async play(stage) {
    const org = stage.newOrg();
    await org.subscribe();
    const repeated = unreferenced(org, 1);
    const key = { idempotencyKey: 'repeated-when-done' };
    const first = idOf(await org.submit(repeated, key));
    await Promise.all([
      org.decide(repeated.type, first, 'approved'),
      repeatAtOnce(org),
      approveOwn(org),
      approveRejected(org),
      takeBack(org),
      org.decided(statusChange(customer(6))),
      org.decided(earnBadge(customer(7))),
    ]);
    await stage.quiet();
    await org.submit(repeated, key);
    await submitWhileLocked(stage, org);
    await stage.quiet();
  },
};

async function repeatAtOnce(org: EvidenceOrg): Promise<void> {
  const submission = unreferenced(org, 2);
  await Promise.all([1, 2, 3].map(() => org.submit(submission, { idempotencyKey: 'repeated-at-once' })));
}

async function approveOwn(org: EvidenceOrg): Promise<void> {
  const submission = redemption(customer(3), { notes: org.marker });
  const requestId = idOf(await org.submit(submission, { as: BOTH }));
  await org.decide(submission.type, requestId, 'approved', { as: BOTH });
  await org.decide(submission.type, requestId, 'rejected', { as: CHECKER });
}

async function approveRejected(org: EvidenceOrg): Promise<void> {
  const submission = goodwill(customer(4), { reason: org.marker });
  const requestId = await org.decided(submission, 'rejected');
  await org.decide(submission.type, requestId, 'approved', { as: OTHER_CHECKER });
}

async function takeBack(org: EvidenceOrg): Promise<void> {
  await org.withdraw(idOf(await org.submit(redemption(customer(5), { notes: org.marker }))));
}

const WAITING = `select 1 from pg_locks where relation = 'request'::regclass and not granted and database = (select oid from pg_database where datname = current_database())`;

/** A submission meets a lock that outlasts it, and is repeated under its key until somebody says that it is stored. */
async function submitWhileLocked({ on, until }: Stage, org: EvidenceOrg): Promise<void> {
  const submission = redemption(customer(8), { notes: org.marker });
  const submit = async (): Promise<boolean> => (await org.submit(submission, { idempotencyKey: 'while-locked' })).phase === 'ok';
  const isWaiting = async (): Promise<boolean> => (await on.sql(WAITING)).length > 0;
  const rival = new Client({ connectionString: on.stack.databaseUrl });
  await rival.connect();
  let told: Promise<boolean>;
  try {
    await rival.query('begin');
    await rival.query('lock table request in share mode');
    told = submit();
    await until('the submission to wait', isWaiting);
    await until('the submission to give up', async () => !(await isWaiting()));
  } finally {
    await rival.end();
  }
  if (!(await told)) await until('the submission to be taken', submit);
}
