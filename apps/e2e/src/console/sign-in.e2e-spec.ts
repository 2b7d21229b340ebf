import { freePort, waitFor } from '@countersign/local-servers';
import { TestStack } from '../support/test-stack';
import { OidcProvider } from './oidc-provider';
import { TestBrowser } from './test-browser';
import type { Visitor } from './visitor';

const CLIENT_ID = 'countersign-console';
const RESOURCE = 'https://countersign.example.com';
const CHECKER = { name: 'Priya Provided', orgs: { '0': ['CanCheckRequest'] } };
/** So short that a session is renewed while somebody looks on. */
const TOKEN_SECONDS = 10;

describe('signing in at an OpenID provider', () => {
  let provider: OidcProvider;
  let on: TestStack;
  let browser: TestBrowser;

  beforeAll(async () => {
    const gateway = await freePort();
    provider = await OidcProvider.start({
      clientId: CLIENT_ID,
      home: `http://127.0.0.1:${gateway}/console/sign-in`,
      resource: RESOURCE,
      people: { '2101': CHECKER },
      tokenSeconds: TOKEN_SECONDS,
    });
    on = await TestStack.start({ ports: { gateway }, env: { gateway: settingsFor(provider) } });
    browser = await TestBrowser.start(on.stack.gatewayUrl);
  });
  afterAll(async () => {
    await browser.stop();
    await on.stop();
    await provider.stop();
  });
  afterEach(() => browser.farewell());

  it('leads there, back to the page that was asked for, and keeps the session alive without a question', async () => {
    const visitor = await browser.visitor();
    await visitor.open('/overview');
    await signInAtProvider(visitor);
    await visitor.page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
    expect(new URL(visitor.page.url()).search).toBe('');
    await visitor.page.getByRole('button', { name: 'Account of Priya Provided, org 0' }).waitFor();
    const first = await visitor.storedToken();
    await waitFor(async () => (await visitor.storedToken()) !== first, { what: 'a renewed token', deadlineMs: TOKEN_SECONDS * 1_000 });
    expect(await visitor.page.getByRole('heading', { level: 1, name: 'Overview' }).isVisible()).toBe(true);
  });

  it('renews the session of all tabs together, with a refresh token that is good for one use', async () => {
    const visitor = await browser.visitor();
    await visitor.open('/overview');
    await signInAtProvider(visitor);
    await visitor.page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
    const other = await visitor.openTab();
    await other.getByRole('button', { name: 'Account of Priya Provided, org 0' }).waitFor();
    const seen = new Set([await visitor.storedToken()]);
    for (let renewals = 1; renewals <= 2; renewals += 1) {
      const both = async () => {
        const [one, two] = [await visitor.storedToken(), await visitor.storedToken(other)];
        return one !== undefined && one === two && !seen.has(one) ? one : undefined;
      };
      seen.add(await waitFor(both, { what: 'the same renewed token in both tabs', deadlineMs: 2 * TOKEN_SECONDS * 1_000 }));
    }
  });

  it('ends the session here and there when somebody signs out', async () => {
    const visitor = await browser.visitor();
    await visitor.open();
    await signInAtProvider(visitor);
    await visitor.page.getByRole('button', { name: /^Account of Priya/ }).click();
    await visitor.page.getByRole('menuitem', { name: 'Sign out' }).click();
    await visitor.page.getByRole('button', { name: 'Yes, sign me out' }).click();
    await visitor.page.getByRole('heading', { name: 'Sign in', exact: true }).waitFor();
    expect(await visitor.storedToken()).toBeUndefined();
    await visitor.page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await visitor.page.getByPlaceholder('Enter any login').waitFor();
  });

  it('says so in words when the provider lets somebody not in, and leads back to the start', async () => {
    const visitor = await browser.visitor();
    await visitor.open();
    await visitor.page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await visitor.page.getByRole('link', { name: /Cancel/ }).click();
    await visitor.page.getByText(/The identity provider did not let you in/).waitFor();
    await visitor.page.getByRole('link', { name: 'Back to the sign-in' }).click();
    await visitor.page.getByRole('heading', { name: 'Sign in', exact: true }).waitFor();
  });

  it('takes no answer of a provider that nobody in this tab asked for', async () => {
    const visitor = await browser.visitor();
    await visitor.open('/sign-in/callback?code=made-up&state=made-up');
    await visitor.page.getByText('This sign-in was begun in another tab, or is over already.').waitFor();
    expect(await visitor.storedToken()).toBeUndefined();
  });
});

function settingsFor({ issuer }: OidcProvider): Record<string, string> {
  return {
    AUTH_MODE: 'jwks',
    AUTH_ISSUER: issuer,
    AUTH_JWKS_URL: `${issuer}/jwks`,
    AUTH_AUDIENCE: RESOURCE,
    AUTH_DEVELOPMENT_KEY_FILE: '',
    AUTH_DEVELOPMENT_SIGNING_KEY_FILE: '',
    CONSOLE_OIDC_CLIENT_ID: CLIENT_ID,
    CONSOLE_OIDC_RESOURCE: RESOURCE,
  };
}

async function signInAtProvider({ page }: Visitor): Promise<void> {
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByPlaceholder('Enter any login').fill('2101');
  await page.getByPlaceholder('and password').fill('anything');
  await page.getByRole('button', { name: 'Sign-in' }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
}
