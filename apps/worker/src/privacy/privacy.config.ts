import { readConfig, type SealingKeys, sealingKeys, url } from '@countersign/config';
import { z } from 'zod';

const database = { DATABASE_URL: url(['postgres', 'postgresql']).describe('PostgreSQL, as the owner of the schema.') };
/** Without a default: under other keys than those of the apps nothing is found that they hashed, and nothing opens that they sealed. */
const keys = { SEALING_KEYS: sealingKeys().describe('Keys that secrets are sealed with at rest. As in the gateway and the worker.') };

/** @throws ConfigError */
export function readDatabaseUrl(env: NodeJS.ProcessEnv = process.env): string {
  return readConfig(z.object(database), env).DATABASE_URL;
}

/** @throws ConfigError */
export function readSealingKeys(env: NodeJS.ProcessEnv = process.env): SealingKeys {
  return readConfig(z.object(keys), env).SEALING_KEYS;
}
