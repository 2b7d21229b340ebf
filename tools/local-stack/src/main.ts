import path from 'node:path';
import { LocalServerError } from '@countersign/local-servers';
import { Command } from 'commander';
import { checkout } from './checkout';
import { LocalRun } from './local-run';
import { Terminal } from './output/terminal';
import { StackError } from './stack/stack-error';

async function main(): Promise<void> {
  const command = new Command('npm start --')
    .description(
      'Starts Countersign on this machine: PostgreSQL, Redis, a loyalty sandbox, the gateway and a worker, and takes a short tour.',
    )
    .option('--once', 'stop after the tour; exit code 0 if all of it went as it should')
    .parse();
  // Nobody reads any more (a closed terminal, `| head`): stopping in order matters more than telling about it.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  const terminal = new Terminal(process.stdout);
  try {
    process.exitCode = await new LocalRun(terminal, command.opts<{ once?: boolean }>().once === true).run();
  } catch (error) {
    process.exitCode = 1;
    explain(error, terminal);
  }
  if (process.connected) process.disconnect();
}

function explain(error: unknown, terminal: Terminal): void {
  if (error instanceof StackError) {
    terminal.line();
    for (const line of error.logTail) terminal.line(`  ${terminal.paint('dim', line)}`);
    terminal.line();
    terminal.line(terminal.paint('red', error.message.replaceAll(checkout + path.sep, '')));
  } else if (error instanceof LocalServerError) {
    terminal.line(`\n${terminal.paint('red', error.message)}`);
  } else {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  }
}

void main();
