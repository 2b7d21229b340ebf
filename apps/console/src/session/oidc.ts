import { ErrorResponse, type User, UserManager, WebStorageStateStore } from 'oidc-client-ts';
import type { OidcSettings } from './console-settings';

/** What is to be there again after the way to the identity provider and back. */
interface Errand {
  /** Inside the console. */
  readonly to: string;
}

const HOME = '/console/sign-in';
/** What a provider answers that would have had to ask the person something. */
const WANTS_TO_ASK = ['login_required', 'interaction_required', 'consent_required', 'account_selection_required'];

/** Authorization code with PKCE; all that is kept, is kept for this tab. */
function managerFor({ authority, clientId, scope, resource }: OidcSettings): UserManager {
  return new UserManager({
    authority,
    client_id: clientId,
    redirect_uri: `${location.origin}${HOME}/callback`,
    post_logout_redirect_uri: `${location.origin}${HOME}`,
    scope,
    ...(resource !== undefined && { resource }),
    userStore: new WebStorageStateStore({ store: sessionStorage }),
    stateStore: new WebStorageStateStore({ store: sessionStorage }),
    automaticSilentRenew: false,
  });
}

/** Leaves for the identity provider. @param quietly comes straight back where the provider still knows the person */
export async function leaveToSignIn(settings: OidcSettings, to: string, quietly = false): Promise<void> {
  const errand: Errand = { to };
  await managerFor(settings).signinRedirect({ state: errand, ...(quietly && { prompt: 'none' }) });
}

export interface Arrival {
  readonly token: string;
  readonly to: string;
}

/**
 * Takes what the identity provider sent back.
 * @returns undefined when the provider has to ask the person something first, to which the browser is on its way
 * @throws Error in words
 */
export async function arrive(settings: OidcSettings): Promise<Arrival | undefined> {
  try {
    const user = await managerFor(settings).signinRedirectCallback();
    return { token: user.access_token, to: errandOf(user.state).to };
  } catch (error) {
    if (error instanceof ErrorResponse && WANTS_TO_ASK.includes(error.error ?? '')) {
      await leaveToSignIn(settings, errandOf(error.state).to);
      return undefined;
    }
    throw new Error(inWords(error), { cause: error });
  }
}

/** Gets a token in place of one that will soon be over. @returns undefined where the provider gave nothing to renew it with */
export async function renewed(settings: OidcSettings): Promise<string | undefined> {
  const manager = managerFor(settings);
  const before: User | null = await manager.getUser();
  if (before?.refresh_token === undefined) return undefined;
  return (await manager.signinSilent())?.access_token;
}

/** Forgets the tokens here and at the provider, and ends the person's session there where it can be ended. */
export async function leaveForGood(settings: OidcSettings): Promise<void> {
  const manager = managerFor(settings);
  const { revocation_endpoint: revokesAt, end_session_endpoint: endsAt } = await manager.metadataService.getMetadata();
  // A provider that cannot be reached must not keep anybody from leaving.
  if (revokesAt !== undefined) await manager.revokeTokens(['refresh_token']).catch(() => undefined);
  // First, so that the way out is asked for by client id alone: an ID token would stand in the address.
  await manager.removeUser();
  if (endsAt !== undefined) await manager.signoutRedirect();
}

function errandOf(state: unknown): Errand {
  const { to } = (state ?? {}) as Partial<Errand>;
  return { to: to ?? '/' };
}

function inWords(error: unknown): string {
  if (error instanceof ErrorResponse) {
    const said = error.error_description ?? error.error ?? 'no reason given';
    return error.error === 'access_denied'
      ? `The identity provider did not let you in (${said}).`
      : `The identity provider refused the sign-in (${said}).`;
  }
  const message = error instanceof Error ? error.message : '';
  if (/state/i.test(message)) return 'This sign-in was begun in another tab, or is over already.';
  return `The identity provider could not be reached, or its answer could not be used (${message}).`;
}
