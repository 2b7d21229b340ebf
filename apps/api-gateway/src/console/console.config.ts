import { createPublicKey, type KeyObject } from 'node:crypto';
import { type Complain, weakUrlPasswordProblem } from '@countersign/config';
import type { z } from 'zod';
import type { AuthConfig } from '../platform/auth/auth.config';
import type { authSettings } from '../platform/auth/auth.settings';
import type { consoleSettings } from './console.settings';

/** How people of the console come by a token. */
export type SignIn =
  /** Whoever asks is given one: for development only. */
  | { readonly kind: 'development'; readonly signingKey: KeyObject }
  | {
      readonly kind: 'oidc';
      readonly authority: string;
      readonly clientId: string;
      readonly scope: string;
      readonly resource?: string;
    }
  /** They have one and paste it. */
  | { readonly kind: 'paste' };

export interface ConsoleConfig {
  /** Where the built console lies; absent: where this workspace builds it. */
  readonly folder?: string;
  readonly signIn: SignIn;
  /** Absent: nobody looks at the queues, and Redis is none of our business. */
  readonly queues?: QueueDashboardConfig;
}

export interface QueueDashboardConfig {
  /** Whose operators may look. */
  readonly orgIds: readonly number[];
  readonly redisUrl: string;
  readonly prefix: string;
}

type Settings = z.output<z.ZodObject<typeof consoleSettings & typeof authSettings>>;

export function consoleConfigOf(settings: Settings, auth: AuthConfig, isProduction: boolean, complain: Complain): ConsoleConfig {
  const queues = queuesOf(settings, isProduction, complain);
  return { signIn: signInOf(settings, auth, isProduction, complain), ...(queues && { queues }) };
}

function queuesOf(settings: Settings, isProduction: boolean, complain: Complain): QueueDashboardConfig | undefined {
  const { QUEUE_DASHBOARD_ORGS: orgIds = [], REDIS_URL: redisUrl, QUEUE_PREFIX: prefix } = settings;
  const weak = isProduction && redisUrl !== undefined ? weakUrlPasswordProblem(redisUrl) : undefined;
  if (weak !== undefined) complain('REDIS_URL', weak);
  if (orgIds.length === 0) return undefined;
  if (redisUrl === undefined)
    complain('REDIS_URL', 'expected the Redis of the workers, for QUEUE_DASHBOARD_ORGS', ['QUEUE_DASHBOARD_ORGS']);
  return redisUrl === undefined ? undefined : { orgIds, redisUrl, prefix };
}

function signInOf(settings: Settings, auth: AuthConfig, isProduction: boolean, complain: Complain): SignIn {
  const signingKey = settings.AUTH_DEVELOPMENT_SIGNING_KEY_FILE;
  if (signingKey) {
    const problem = signingKeyProblem(signingKey, settings, auth, isProduction);
    if (problem !== undefined) complain('AUTH_DEVELOPMENT_SIGNING_KEY_FILE', problem, ['AUTH_MODE', 'AUTH_DEVELOPMENT_KEY_FILE']);
    return { kind: 'development', signingKey };
  }
  const clientId = settings.CONSOLE_OIDC_CLIENT_ID;
  if (clientId === undefined) return { kind: 'paste' };
  const authority = settings.CONSOLE_OIDC_AUTHORITY ?? settings.AUTH_ISSUER ?? '';
  if (!URL.canParse(authority) || (isProduction && !authority.startsWith('https://')))
    complain('CONSOLE_OIDC_AUTHORITY', 'expected the address of the identity provider, https:// in production, since AUTH_ISSUER is none', [
      'AUTH_ISSUER',
    ]);
  const resource = settings.CONSOLE_OIDC_RESOURCE;
  return { kind: 'oidc', authority, clientId, scope: settings.CONSOLE_OIDC_SCOPE, ...(resource !== undefined && { resource }) };
}

/** Whoever holds this key can be anybody: it is only ever that of tokens which no other gateway takes. */
function signingKeyProblem(signingKey: KeyObject, { AUTH_MODE }: Settings, { key }: AuthConfig, isProduction: boolean): string | undefined {
  if (isProduction) return 'expected nothing where NODE_ENV is production';
  if (AUTH_MODE !== 'development') return 'expected nothing where AUTH_MODE is not development';
  const isPair = key.kind === 'public-key' && key.key.equals(createPublicKey(signingKey));
  return isPair ? undefined : 'expected the private half of AUTH_DEVELOPMENT_KEY_FILE';
}
