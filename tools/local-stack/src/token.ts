import { issuerFolder } from './checkout';
import { issueToken } from './issuer/access-token';
import { ensureIssuerKeys } from './issuer/key-pair';
import { tokenCommand } from './issuer/token-command';

async function main(): Promise<void> {
  const command = tokenCommand(async ({ ttl, ...subject }) => {
    const keys = await ensureIssuerKeys(issuerFolder());
    process.stdout.write(`${await issueToken(keys, subject, ttl)}\n`);
  });
  await command.parseAsync();
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
