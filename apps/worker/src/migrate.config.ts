import { readConfig, url } from '@countersign/config';
import { z } from 'zod';

const migrateSettings = z.object({
  DATABASE_URL: url(['postgres', 'postgresql']).describe('PostgreSQL, as the owner of the schema.'),
});

export function readMigrateConfig(env: NodeJS.ProcessEnv = process.env): { readonly url: string } {
  return { url: readConfig(migrateSettings, env).DATABASE_URL };
}
