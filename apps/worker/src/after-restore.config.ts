import { readConfig, url } from '@countersign/config';
import { z } from 'zod';

const settings = z.object({
  DATABASE_URL: url(['postgres', 'postgresql']).describe('PostgreSQL, as the owner of the schema.'),
  AUDIT_SIGNING_KEY_FILE: z.string().optional(),
  AUDIT_CHECKPOINT_FILE: z.string().optional(),
  AUDIT_LOG_NAME: z.string().default('countersign.local/journal'),
});

export interface AfterRestoreConfig {
  readonly url: string;
  /** Absent where nothing is sealed, or no new file was named. */
  readonly sealing?: { readonly keyFile: string; readonly checkpointFile: string; readonly logName: string };
}

/** The settings of the worker, of which the file of checkpoints is the new one. */
export function readAfterRestoreConfig(env: NodeJS.ProcessEnv = process.env): AfterRestoreConfig {
  const {
    DATABASE_URL,
    AUDIT_SIGNING_KEY_FILE: keyFile,
    AUDIT_CHECKPOINT_FILE: checkpointFile,
    AUDIT_LOG_NAME: logName,
  } = readConfig(settings, env);
  return {
    url: DATABASE_URL,
    ...(keyFile !== undefined && checkpointFile !== undefined && { sealing: { keyFile, checkpointFile, logName } }),
  };
}
