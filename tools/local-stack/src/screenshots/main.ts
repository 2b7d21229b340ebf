import path from 'node:path';
import { checkout } from '../checkout';
import { explain } from '../output/explain';
import { Terminal } from '../output/terminal';
import { startStack } from '../stack/start-stack';
import { fillMonth } from './month';
import { takePictures } from './pictures';

const FOLDER = path.join(checkout, 'docs', 'screenshots');

async function main(): Promise<void> {
  const terminal = new Terminal(process.stdout);
  try {
    const stack = await startStack({ progress: terminal, env: { worker: { LOYALTY_TIMEOUT_MS: '1000' } } });
    try {
      const month = await terminal.step('A month of work', () => fillMonth(stack));
      const files = await terminal.step('Pictures', () => takePictures(stack, month, FOLDER));
      terminal.line(`  ${files.length} pictures are in ${path.relative(checkout, FOLDER)}${path.sep}`);
    } finally {
      await stack.stop();
    }
  } catch (error) {
    process.exitCode = 1;
    explain(terminal, error);
  }
}

void main();
