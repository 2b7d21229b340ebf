import { buildServer } from './build-server';
import { Sandbox } from './sandbox/sandbox';
import { type SandboxConfig } from './sandbox/sandbox.config';

/** Everything but the ledger file has a default that suits a test: a free port, no log, no credentials, no lock. */
export type SandboxOptions = Pick<SandboxConfig, 'ledgerFile'> & Partial<SandboxConfig>;

export interface RunningSandbox {
  /** Where it listens, without a trailing slash. */
  readonly url: string;
  /** Ends hanging calls, calls late effects off, and returns when the ledger file is complete and closed. */
  close(): Promise<void>;
}

/**
 * Starts a loyalty sandbox in this process.
 * @throws the system's error when the address is taken, LedgerUnreadableError when the ledger file is damaged
 */
export async function startSandbox(options: SandboxOptions): Promise<RunningSandbox> {
  const sandbox = await Sandbox.open({ port: 0, host: '127.0.0.1', customerLockMs: 0, logLevel: 'silent', ...options });
  const server = await buildServer(sandbox);
  server.addHook('preClose', async () => sandbox.pauses.stop());
  server.addHook('onClose', () => sandbox.ledger.close());
  try {
    const url = await server.listen({ port: sandbox.config.port, host: sandbox.config.host });
    return { url, close: () => server.close() };
  } catch (error) {
    await server.close();
    throw error;
  }
}
