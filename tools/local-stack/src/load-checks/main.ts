import { Command } from 'commander';
import { Pool } from 'pg';
import type { Stack } from '../stack/stack';
import { startStack } from '../stack/start-stack';
import { backlogCheck } from './backlog-check';
import { neighbourCheck } from './neighbour-check';
import { simulationCheck } from './simulation-check';

interface StackSize {
  readonly workers: number;
  readonly connections: number;
}

type Check = (stack: Stack, database: Pool) => Promise<boolean>;

function tell(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function onStack({ workers, connections }: StackSize, check: Check): Promise<void> {
  const env = { worker: { LOYALTY_CONNECTIONS: String(connections) } };
  const stack = await startStack({ workers, env });
  const database = new Pool({ connectionString: stack.databaseUrl, max: 2 });
  try {
    if (!(await check(stack, database))) process.exitCode = 1;
  } finally {
    await database.end();
    await stack.stop();
  }
}

const command = new Command('load-check').description('Puts a private stack under pressure and says how it bears it.');
command
  .command('backlog')
  .description('memory while very many requests that were accepted at once are executed')
  .option('--requests <count>', 'how many', Number, 100_000)
  .option('--orgs <count>', 'of how many orgs', Number, 20)
  .option('--workers <count>', 'how many workers', Number, 1)
  .option('--connections <count>', 'calls at once to the loyalty API, per worker', Number, 10)
  .action(({ requests, orgs, ...size }: { requests: number; orgs: number } & StackSize) =>
    onStack(size, (stack, database) => backlogCheck(stack, database, { requests, orgs, tell })),
  );
command
  .command('neighbour')
  .description('how long a quiet org waits while another one floods')
  .option('--flood <count>', 'queued requests of the other org', Number, 50_000)
  .option('--samples <count>', 'requests of the quiet org, alone and beside the flood', Number, 240)
  .option('--workers <count>', 'how many workers', Number, 1)
  .option('--connections <count>', 'calls at once to the loyalty API, per worker', Number, 10)
  .action(({ flood, samples, ...size }: { flood: number; samples: number } & StackSize) =>
    onStack(size, (stack, database) => neighbourCheck(stack, database, { flood, samples, tell })),
  );

command
  .command('simulation')
  .description('time and memory of a simulated policy over a month of requests')
  .option('--requests <count>', 'how many; more than 20,000 are cut off', Number, 20_000)
  .action(({ requests }: { requests: number }) =>
    onStack({ workers: 0, connections: 1 }, (stack, database) => simulationCheck(stack, database, { requests, tell })),
  );

command.parseAsync().catch((error: unknown) => {
  process.stderr.write(`load-check: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
