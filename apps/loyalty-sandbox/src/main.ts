import { explainFailure } from './explain-failure';
import { readSandboxConfig } from './sandbox/sandbox.config';
import { startSandbox } from './start-sandbox';

async function main(): Promise<void> {
  const sandbox = await startSandbox(readSandboxConfig());
  const stop = (): void => {
    sandbox.close().catch(fail);
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

function fail(error: unknown): void {
  process.exitCode = 1;
  process.stderr.write(`loyalty-sandbox: ${explainFailure(error)}\n`);
}

main().catch(fail);
