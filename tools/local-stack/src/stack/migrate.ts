import { checkout } from '../checkout';
import { builtMain } from './app-plans';
import { describeEnd, spawnApp } from './app-process';
import { type Environment, environmentOf, plainEnvironment } from './environment';
import { freshLog, logTail } from './app-log';
import { StackError } from './stack-error';

/** Brings the database to the schema of this checkout. @throws StackError with the end of its log */
export async function migrate(databaseUrl: string, logFolder: string, env: Environment = {}): Promise<void> {
  const logFile = await freshLog(logFolder, 'migrate');
  const environment = environmentOf(plainEnvironment(), { NODE_ENV: 'development', ...env, DATABASE_URL: databaseUrl });
  const run = spawnApp(builtMain('worker', 'migrate'), checkout, environment, logFile);
  const end = await run.ended;
  if (end.exitCode === 0) return;
  throw new StackError(
    `The database could not be migrated: ${describeEnd(end)}; its log is ${logFile}.`,
    await logTail(logFile, run.logStart),
  );
}
