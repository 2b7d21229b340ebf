import path from 'node:path';
import { Command } from 'commander';
import { stateFolder } from './checkout';
import { LocalRun } from './local-run';
import { explain } from './output/explain';
import { Terminal } from './output/terminal';

async function main(): Promise<void> {
  const command = new Command('npm start --')
    .description(
      'Starts Countersign on this machine: PostgreSQL, Redis, a loyalty sandbox, the gateway and a worker, and takes a short tour.',
    )
    .option('--state <folder>', 'where the state of this run is kept', stateFolder)
    .option('--once', 'stop after the tour; exit code 0 if all of it went as it should')
    .parse();
  // Nobody reads any more (a closed terminal, `| head`): stopping in order matters more than telling about it.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  const terminal = new Terminal(process.stdout);
  try {
    const { once = false, state } = command.opts<{ readonly once?: boolean; readonly state: string }>();
    process.exitCode = await new LocalRun(terminal, { once, folder: path.resolve(state) }).run();
  } catch (error) {
    process.exitCode = 1;
    explain(terminal, error);
  }
}

void main();
