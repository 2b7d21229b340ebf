import { queryOptions } from '@tanstack/react-query';
import { call } from '../api/call';
import { queryClient } from '../api/query-client';
import type { SignInKind } from '../signed-in/session-store';

export interface OidcSettings {
  readonly authority: string;
  readonly clientId: string;
  readonly scope: string;
  /** For whom tokens are asked (RFC 8707). */
  readonly resource?: string;
}

/** What the gateway tells whoever opens the console. */
export interface ConsoleSettings {
  readonly signIn: SignInKind;
  readonly oidc?: OidcSettings;
  readonly release: string;
  readonly queueDashboard: boolean;
}

export const consoleSettings = queryOptions({
  queryKey: ['console-settings'],
  queryFn: ({ signal }) => call<ConsoleSettings>('/console/settings.json', { signal, bare: true }),
  staleTime: Number.POSITIVE_INFINITY,
});

/** The same outside of components. */
export function askSettings(): Promise<ConsoleSettings> {
  return queryClient.query({ ...consoleSettings, staleTime: 'static' });
}
