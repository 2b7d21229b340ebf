import { ConfigError } from '@countersign/config';
import { privacyCommand } from './privacy-command';

/** Commands of whoever answers for personal data and secrets: `npm run privacy -- <command>`. */
async function main(args: readonly string[]): Promise<void> {
  process.stdout.write(await privacyCommand(args));
}

main(process.argv.slice(2)).catch((error: unknown) => {
  const sentence = error instanceof Error ? error.message : 'failed for an unknown reason.';
  process.stderr.write(error instanceof ConfigError ? `${sentence}\n` : `privacy: ${sentence}\n`);
  process.exitCode = 1;
});
