import { copyFile } from 'node:fs/promises';
import path from 'node:path';
import { type CheckReport, checkInvariants, EVIDENCE_FILES, type InvariantResult } from '@countersign/invariant-checker';
import type { Ground } from '../ground/ground';
import type { Finished } from './recoveries';

/** What is left to do, asked of the database. */
export async function leftOf({ database }: Ground): Promise<{ readonly requests: number; readonly deliveries: number }> {
  const [row] = await database.ask(
    `select (select count(*)::int from request where state in ('pending', 'accepted', 'needs_review')) as requests,
            (select count(*)::int from delivery where state in ('due', 'exhausted')) as deliveries`,
  );
  return { requests: Number(row?.['requests']), deliveries: Number(row?.['deliveries']) };
}

/** When the requests that were executed were accepted, and when they ended. */
export async function finishedOf({ database }: Ground): Promise<readonly Finished[]> {
  const rows = await database.ask(
    `select extract(epoch from a.at) * 1000 as decided_at, extract(epoch from r.ended_at) * 1000 as ended_at
       from request r join transition a on a.org_id = r.org_id and a.request_id = r.request_id and a.to_state = 'accepted'
      where r.state in ('approved', 'failed')`,
  );
  return rows.map((row) => ({ decidedAt: Number(row['decided_at']), endedAt: Number(row['ended_at']) }));
}

/** The independent checker's report and our own findings in one. */
export async function judge(ground: Ground, evidenceFolder: string, own: readonly InvariantResult[]): Promise<CheckReport> {
  await copyFile(ground.sandbox.ledgerFile, path.join(evidenceFolder, EVIDENCE_FILES.ledger));
  const report = await checkInvariants({ databaseUrl: ground.postgres.url, redisUrl: ground.redis.url, evidenceFolder });
  return {
    ...report,
    invariants: [...report.invariants, ...own],
    violations: [...report.violations, ...own.flatMap(({ violations }) => violations)],
  };
}
