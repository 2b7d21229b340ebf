import type { KeyObject } from 'node:crypto';
import { readConfig, url } from '@countersign/config';
import { z } from 'zod';
import { checkpointFile, logName, signingKeyFile } from './config/sealing.settings';

const schema = z.object({
  DATABASE_URL: url(['postgres', 'postgresql']).describe('PostgreSQL, as the owner of the schema.'),
  AUDIT_SIGNING_KEY_FILE: signingKeyFile().optional(),
  AUDIT_CHECKPOINT_FILE: checkpointFile().optional(),
  AUDIT_LOG_NAME: logName().default('countersign.local/journal'),
});

export interface AfterRestoreConfig {
  readonly url: string;
  /** Absent where nothing is sealed, or no new file was named. */
  readonly sealing?: { readonly key: KeyObject; readonly checkpointFile: string; readonly logName: string };
}

/** The settings of the worker, of which the file of checkpoints is the new one. */
export function readAfterRestoreConfig(env: NodeJS.ProcessEnv = process.env): AfterRestoreConfig {
  const {
    DATABASE_URL,
    AUDIT_SIGNING_KEY_FILE: key,
    AUDIT_CHECKPOINT_FILE: checkpointFile,
    AUDIT_LOG_NAME: logName,
  } = readConfig(schema, env);
  return {
    url: DATABASE_URL,
    ...(key !== undefined && checkpointFile !== undefined && { sealing: { key, checkpointFile, logName } }),
  };
}
