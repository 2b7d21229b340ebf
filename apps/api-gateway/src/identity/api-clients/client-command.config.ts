import { readConfig, url } from '@countersign/config';
import { z } from 'zod';

const clientCommandSettings = z.object({
  DATABASE_URL: url(['postgres', 'postgresql']).describe('PostgreSQL, as the role of the gateway.'),
});

/** @throws ConfigError that names what is missing */
export function readClientCommandConfig(env: NodeJS.ProcessEnv = process.env): { readonly url: string } {
  return { url: readConfig(clientCommandSettings, env).DATABASE_URL };
}
