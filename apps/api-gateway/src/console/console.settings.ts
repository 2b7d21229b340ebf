import { createPrivateKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { commaList, text, url, urlWithCredentials } from '@countersign/config';
import { z } from 'zod';

const SIGNING_KEY = 'expected the path of a readable file that holds an Ed25519 private key in PEM';

/** The settings of the web application that this gateway serves, as they stand in the environment. */
export const consoleSettings = {
  CONSOLE_OIDC_AUTHORITY: url(['https', 'http'])
    .optional()
    .describe('Where the console sends people to sign in: the address of the identity provider. Default: AUTH_ISSUER.'),
  CONSOLE_OIDC_CLIENT_ID: text()
    .optional()
    .describe('The console’s client id at the identity provider. When not set, people paste a token into the console.'),
  CONSOLE_OIDC_SCOPE: text().default('openid').describe('What the console asks the identity provider for.'),
  CONSOLE_OIDC_RESOURCE: text()
    .optional()
    .describe('For whom the console asks for tokens (RFC 8707), where the identity provider wants to be told.'),
  QUEUE_DASHBOARD_ORGS: commaList()
    .pipe(
      z.array(
        z
          .string()
          .regex(/^(0|[1-9]\d{0,14})$/, 'expected numbers of orgs with commas between them')
          .transform(Number),
      ),
    )
    .optional()
    .describe('Orgs whose operators may look at the queues of all orgs under /console/queues; needs REDIS_URL. Nobody when not set.'),
  REDIS_URL: urlWithCredentials(['redis', 'rediss'])
    .optional()
    .describe('Redis of the workers, for QUEUE_DASHBOARD_ORGS alone; nothing else looks there.'),
  QUEUE_PREFIX: text().default('{countersign}').describe('Prefix of all queue keys, as in the worker.'),
  AUTH_DEVELOPMENT_SIGNING_KEY_FILE: z
    .string({ error: SIGNING_KEY })
    .transform(privateKeyIn)
    .optional()
    .describe(
      'Mode development: path of the private key (PEM) of AUTH_DEVELOPMENT_KEY_FILE. With it the console lets anybody sign in as anybody.',
    ),
};

/** What is wrong with the file is told in words that do not quote it. */
function privateKeyIn(path: string, context: z.core.$RefinementCtx): KeyObject {
  try {
    const key = createPrivateKey(readFileSync(path.trim()));
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // Told below.
  }
  context.addIssue(SIGNING_KEY);
  return z.NEVER;
}
