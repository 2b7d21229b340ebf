import { parseArgs } from 'node:util';
import { checkInvariants } from './check-invariants';
import { printReport } from './print-report';

const USAGE = 'Usage: node tools/invariant-checker/dist/main.js --database URL --evidence FOLDER [--redis URL] [--only I5,I6]\n';

/** Exit code 0: all that was checked holds; 1: something is broken; 2: it could not be checked. */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { database: { type: 'string' }, evidence: { type: 'string' }, redis: { type: 'string' }, only: { type: 'string' } },
  });
  const { database: databaseUrl, evidence: evidenceFolder, redis: redisUrl, only } = values;
  if (databaseUrl === undefined || evidenceFolder === undefined) {
    process.stderr.write(USAGE);
    return 2;
  }
  const report = await checkInvariants({
    databaseUrl,
    evidenceFolder,
    ...(redisUrl !== undefined && { redisUrl }),
    ...(only !== undefined && { only: only.split(',') }),
  });
  process.stdout.write(printReport(report));
  return report.violations.length === 0 ? 0 : 1;
}

main().then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 2;
  },
);
