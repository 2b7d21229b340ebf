import { exitOnConfigError } from '@countersign/config';
import { readClientCommandConfig } from './identity/api-clients/client-command.config';
import { runClientCommand } from './identity/api-clients/run-client-command';

runClientCommand(process.argv.slice(2), {
  databaseUrl: () => exitOnConfigError(() => readClientCommandConfig()).url,
  print: (created) => process.stdout.write(`${JSON.stringify(created)}\n`),
}).catch((error: unknown) => {
  process.stderr.write(`api-client: ${error instanceof Error ? error.message : 'failed for an unknown reason.'}\n`);
  process.exitCode = 1;
});
