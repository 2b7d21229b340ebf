import { ConfigError } from '@countersign/config';
import { erase } from './erase-command';
import { forgetReason } from './forget-reason-command';
import { retention } from './retention-command';
import { reseal, seal } from './sealing-commands';

type Command = (args: readonly string[]) => Promise<string>;

const COMMANDS = new Map<string, Command>([
  ['erase', erase],
  ['forget-reason', forgetReason],
  ['retention', retention],
  ['seal', seal],
  ['reseal', reseal],
]);

/** Commands of whoever answers for personal data and secrets: `npm run privacy -- <command>`. */
async function main([name = '', ...args]: readonly string[]): Promise<void> {
  const command = COMMANDS.get(name);
  if (!command) throw new Error(`say what to do: ${[...COMMANDS.keys()].join(', ')}. See docs/privacy.md.`);
  process.stdout.write(await command(args));
}

main(process.argv.slice(2)).catch((error: unknown) => {
  const sentence = error instanceof Error ? error.message : 'failed for an unknown reason.';
  process.stderr.write(error instanceof ConfigError ? `${sentence}\n` : `privacy: ${sentence}\n`);
  process.exitCode = 1;
});
