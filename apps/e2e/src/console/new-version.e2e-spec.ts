import type { Route } from 'playwright-core';
import { customer, redemption } from '../support/submissions';
import { TestStack } from '../support/test-stack';
import { Gate } from './gate';
import { decideWith } from './people-acts';
import { TestBrowser } from './test-browser';
import type { Visitor } from './visitor';

/** Where the people whom development offers work. */
const ORG = 0;
const OVERVIEW_FILE = /\/assets\/overview-page-[^/]+\.js$/;
const SIGN_IN_FILE = /\/assets\/sign-in-page-[^/]+\.js$/;
const CHARTS_FILE = /\/assets\/day-charts-[^/]+\.js$/;
/** What a browser notes of a file that is gone, and React of what was caught. */
const FILE_IS_GONE = /Failed to fetch dynamically imported module|Failed to load resource/;

describe('a tab that is open while another version of the console is deployed', () => {
  let on: TestStack;
  let browser: TestBrowser;

  beforeAll(async () => {
    on = await TestStack.start();
    // Before anybody looks: figures are kept for a while.
    await on.org(ORG).submitted(redemption(customer(1)));
    browser = await TestBrowser.start(on.stack.gatewayUrl);
  });
  afterAll(async () => {
    await browser.stop();
    await on.stop();
  });
  afterEach(() => browser.farewell());

  const gone = (route: Route) => route.fulfill({ status: 404, contentType: 'application/json', body: '{}' });
  const goToOverview = ({ page }: Visitor) => page.getByRole('navigation').getByRole('link', { name: 'Overview' }).click();
  const overview = ({ page }: Visitor) => page.getByRole('heading', { level: 1, name: 'Overview' });

  async function checker(): Promise<{ readonly chen: Visitor; readonly loads: () => number }> {
    const chen = await browser.visitor();
    chen.expects(FILE_IS_GONE);
    await chen.signInAs('Chen Checker');
    let loads = 0;
    chen.page.on('load', () => (loads += 1));
    return { chen, loads: () => loads };
  }

  it('loads the new version once by itself when a page of the old one is gone', async () => {
    const { chen, loads } = await checker();
    await chen.page.route(OVERVIEW_FILE, async (route) => (loads() === 0 ? gone(route) : route.continue()));
    await goToOverview(chen);
    await overview(chen).waitFor();
    expect(loads()).toBe(1);
  });

  it('says so and offers a button where that does not help, with the menu in place and never in a loop', async () => {
    const { chen, loads } = await checker();
    await chen.page.route(OVERVIEW_FILE, gone);
    await goToOverview(chen);
    const button = chen.page.getByRole('button', { name: 'Load the new version' });
    await button.waitFor();
    await chen.page.getByRole('heading', { level: 1, name: 'A new version is there' }).waitFor();
    expect(loads()).toBe(1);
    await chen.goTo('Inbox');
    await chen.page.unroute(OVERVIEW_FILE);
    await goToOverview(chen);
    await overview(chen).waitFor();
    expect(loads()).toBe(1);
  });

  it('does not load it by itself where a decision that was not counted would be forgotten, and has the browser ask before', async () => {
    const { chen, loads } = await checker();
    await chen.page.route('**/request-workflow/decisions', (route) => route.fulfill({ status: 429, json: { errors: [] } }));
    await chen.page.locator('[data-request]').first().getByRole('link').first().focus();
    await chen.page.keyboard.press('r');
    await decideWith(chen.page.getByRole('dialog'), 'Reject', 'Not at the till.');
    const notCounted = chen.page.getByText(/^Not rejected: /);
    await notCounted.waitFor();
    await chen.page.route(OVERVIEW_FILE, gone);
    await goToOverview(chen);
    await chen.page.getByRole('button', { name: 'Load the new version' }).waitFor();
    const [question] = await Promise.all([chen.page.waitForEvent('dialog'), chen.page.close({ runBeforeUnload: true })]);
    expect(question.type()).toBe('beforeunload');
    await question.dismiss();
    await chen.goTo('Inbox');
    await notCounted.waitFor();
    expect(loads()).toBe(0);
  });

  it('shows the figures where the file of the charts is gone', async () => {
    const { chen, loads } = await checker();
    await chen.page.route(CHARTS_FILE, gone);
    await goToOverview(chen);
    await overview(chen).waitFor();
    await chen.page.getByText('The chart could not be loaded. Its figures:').first().waitFor();
    await chen.page.getByRole('table', { name: 'Requests by day (UTC)' }).waitFor();
    expect(loads()).toBe(0);
  });

  it('keeps the menu at an address that leads nowhere', async () => {
    const { chen } = await checker();
    await chen.open('/nonsense');
    await chen.page.getByRole('heading', { level: 1, name: 'There is no such page' }).waitFor();
    await chen.goTo('Inbox');
  });

  it('takes the page before away while the next one is on its way', async () => {
    const { chen } = await checker();
    await chen.page.getByRole('heading', { level: 1, name: 'Inbox' }).waitFor();
    const held = new Gate();
    await chen.page.route(OVERVIEW_FILE, async (route) => {
      await held.opened;
      await route.continue();
    });
    await goToOverview(chen);
    await chen.page.getByRole('status', { name: 'The page is loading' }).waitFor();
    expect(await chen.page.getByRole('heading', { level: 1, name: 'Inbox' }).count()).toBe(0);
    held.open();
    await overview(chen).waitFor();
  });

  it('shows the page of those who are not signed in as the main part, also while it is on its way and where it is gone', async () => {
    const nobody = await browser.visitor();
    nobody.expects(FILE_IS_GONE);
    const main = nobody.page.getByRole('main');
    const held = new Gate();
    await nobody.page.route(SIGN_IN_FILE, async (route) => {
      await held.opened;
      await gone(route);
    });
    await nobody.open();
    await main.getByRole('status', { name: 'The page is loading' }).waitFor();
    held.open();
    const button = main.getByRole('button', { name: 'Load the new version' });
    await button.waitFor();
    await nobody.page.unroute(SIGN_IN_FILE);
    await button.click();
    await main.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
  });

  it('leads who signs out to the sign-in, though its file is gone since', async () => {
    const { chen } = await checker();
    await Promise.all([chen.page.waitForResponse(SIGN_IN_FILE), chen.page.reload()]);
    await chen.page.route(SIGN_IN_FILE, gone);
    await chen.page.getByRole('button', { name: 'Account of Chen Checker' }).click();
    await chen.page.getByRole('menuitem', { name: 'Sign out' }).click();
    await chen.page.getByText('You are signed out.').waitFor();
  });
});
