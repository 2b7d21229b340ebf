import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AuthConfig } from '../platform/auth/auth.config';
import type { ConsoleConfig, SignIn } from './console.config';

/** What the console must know before anybody has signed in. Nothing of it is secret. */
export interface ConsoleSettings {
  readonly signIn: SignIn['kind'];
  readonly oidc?: { readonly authority: string; readonly clientId: string; readonly scope: string; readonly resource?: string };
  /** Under which names the tokens tell who somebody is. */
  readonly claims: AuthConfig['claims'];
  readonly release: string;
  readonly queueDashboard: boolean;
}

export function consoleSettingsOf({ signIn, queues }: ConsoleConfig, claims: AuthConfig['claims']): ConsoleSettings {
  return { signIn: signIn.kind, ...oidcOf(signIn), claims, release: release(), queueDashboard: queues !== undefined };
}

function oidcOf(signIn: SignIn): Pick<ConsoleSettings, 'oidc'> {
  if (signIn.kind !== 'oidc') return {};
  const { kind: _kind, ...oidc } = signIn;
  return { oidc };
}

function release(): string {
  const { version } = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8')) as { version: string };
  return version;
}
