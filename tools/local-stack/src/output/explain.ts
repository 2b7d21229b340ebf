import path from 'node:path';
import { LocalServerError } from '@countersign/local-servers';
import { checkout } from '../checkout';
import { StackError } from '../stack/stack-error';
import { readableLogLine } from './log-line';
import type { Terminal } from './terminal';

/** What went wrong, in a sentence; before it the end of the log that tells more. */
export function explain(terminal: Terminal, error: unknown): void {
  terminal.line();
  if (error instanceof StackError || error instanceof LocalServerError) {
    showTrouble(terminal, error.message, error instanceof StackError ? error.logTail : []);
  } else {
    terminal.line(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
}

export function showTrouble(terminal: Terminal, message: string, logTail: readonly string[]): void {
  for (const line of logTail) terminal.line(`  ${terminal.paint('dim', readableLogLine(line))}`);
  if (logTail.length > 0) terminal.line();
  terminal.line(terminal.paint('red', message.replaceAll(checkout + path.sep, '')));
}
