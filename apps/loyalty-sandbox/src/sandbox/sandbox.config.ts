import { milliseconds, port, readConfig } from '@countersign/config';
import { z } from 'zod';

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** What one sandbox process is started with. */
export interface SandboxConfig {
  /** 0 picks a free one. */
  readonly port: number;
  readonly host: string;
  readonly ledgerFile: string;
  readonly authorization?: string | undefined;
  /** In milliseconds. */
  readonly customerLockMs: number;
  readonly logLevel: (typeof LOG_LEVELS)[number];
}

export const sandboxConfigSchema = z
  .object({
    SANDBOX_PORT: port().default(3001).describe('Where the loyalty sandbox listens; 0 picks a free port.'),
    SANDBOX_HOST: z.string().default('127.0.0.1').describe('The address the loyalty sandbox listens on.'),
    SANDBOX_LEDGER_FILE: z
      .string()
      .default('.countersign/sandbox/ledger.jsonl')
      .describe('The append-only ledger of effects; its folder is made when missing.'),
    SANDBOX_AUTHORIZATION: z.string().optional().describe('When set, every loyalty call must carry exactly this Authorization header.'),
    SANDBOX_CUSTOMER_LOCK_MS: milliseconds({ max: 60_000 })
      .default(0)
      .describe("How long a loyalty call takes while it holds its customer's lock; 0 switches the lock off."),
    LOG_LEVEL: z.enum(LOG_LEVELS).default('info').describe('How much is logged.'),
  })
  .transform((settings): SandboxConfig => ({
    port: settings.SANDBOX_PORT,
    host: settings.SANDBOX_HOST,
    ledgerFile: settings.SANDBOX_LEDGER_FILE,
    authorization: settings.SANDBOX_AUTHORIZATION,
    customerLockMs: settings.SANDBOX_CUSTOMER_LOCK_MS,
    logLevel: settings.LOG_LEVEL,
  }));

/** @throws ConfigError that names every wrong setting, never a value */
export function readSandboxConfig(environment: NodeJS.ProcessEnv = process.env): SandboxConfig {
  return readConfig(sandboxConfigSchema, environment);
}
