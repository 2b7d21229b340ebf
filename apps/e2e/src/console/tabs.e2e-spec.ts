import { waitFor } from '@countersign/local-servers';
import type { Page } from 'playwright-core';
import { customer, redemption } from '../support/submissions';
import type { TestOrg } from '../support/test-org';
import { TestStack } from '../support/test-stack';
import { Gate } from './gate';
import { decideWith } from './people-acts';
import { TestBrowser } from './test-browser';

const ORG = 0;
const DECISIONS = '**/request-workflow/decisions';
/** A browser opens six connections to one server over HTTP/1.1. */
const MORE_THAN_CONNECTIONS = 8;

describe('several tabs of one browser', () => {
  let on: TestStack;
  let org: TestOrg;
  let browser: TestBrowser;

  beforeAll(async () => {
    on = await TestStack.start();
    org = on.org(ORG);
    browser = await TestBrowser.start(on.stack.gatewayUrl);
  });
  afterAll(async () => {
    await browser.stop();
    await on.stop();
  });
  afterEach(() => browser.farewell());

  const signedInAs = (page: Page, name: string) => page.getByRole('button', { name: `Account of ${name}` }).waitFor();
  const signOut = async (page: Page) => {
    await page.getByRole('button', { name: /^Account of/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
  };

  it('are signed in where they are opened from a signed-in tab, and signed out together', async () => {
    const requestId = await org.submitted(redemption(customer(1), { points_redeemed: '411' }));
    const chen = await browser.visitor();
    await chen.signInAs('Chen Checker');
    const opened = await chen.tabOpenedBy(() =>
      chen.page
        .getByRole('table')
        .getByRole('link', { name: /Redeem 411 points/ })
        .click({ modifiers: ['ControlOrMeta'] }),
    );
    await opened.getByRole('button', { name: 'Approve', exact: true }).waitFor();
    expect(opened.url()).toMatch(new RegExp(`/console/requests/${requestId}$`));
    await signedInAs(opened, 'Chen Checker');
    await signOut(opened);
    for (const tab of [opened, chen.page]) await tab.getByText('You are signed out.').waitFor();
    expect(await chen.storedToken()).toBeUndefined();
    const later = await chen.openTab();
    await later.getByRole('heading', { name: 'Sign in', exact: true }).waitFor();
  });

  it('belong to the person of the tab that they were opened from, though another one is signed in beside', async () => {
    const chen = await browser.visitor();
    await chen.signInAs('Chen Checker');
    const beside = await chen.openTab('/sign-in');
    await beside.getByRole('button', { name: /^Maya Maker/ }).click();
    await signedInAs(beside, 'Maya Maker');
    const mayas = await chen.tabOpenedBy(() =>
      beside
        .getByRole('navigation')
        .getByRole('link', { name: 'New request' })
        .click({ modifiers: ['ControlOrMeta'] }),
    );
    await signedInAs(mayas, 'Maya Maker');
    const chens = await chen.tabOpenedBy(() =>
      chen.page
        .getByRole('navigation')
        .getByRole('link', { name: 'Overview' })
        .click({ modifiers: ['ControlOrMeta'] }),
    );
    await signedInAs(chens, 'Chen Checker');
    await signOut(mayas);
    await beside.getByText('You are signed out.').waitFor();
    expect(await chens.getByRole('button', { name: 'Account of Chen Checker' }).isVisible()).toBe(true);
  });

  it('ask before a sign-out in one of them takes a decision that is being sent in another', async () => {
    const requestId = await org.submitted(redemption(customer(3), { points_redeemed: '413' }));
    const chen = await browser.visitor();
    await chen.signInAs('Chen Checker', `/requests/${requestId}`);
    const beside = await chen.openTab();
    await signedInAs(beside, 'Chen Checker');
    const held = new Gate();
    await chen.page.route(DECISIONS, async (route) => {
      await held.opened;
      await route.continue();
    });
    await decideWith(chen.page.getByRole('main'), 'Approve', 'Seen at the till.');
    await chen.page.getByText('Your decision is being sent…').waitFor();
    await signOut(beside);
    const dialog = beside.getByRole('dialog', { name: 'Sign out?' });
    await dialog.getByText(/^1 decision of yours, in another tab, is still being sent\./).waitFor();
    held.open();
    await dialog.getByText('None of your decisions is being sent any more.').waitFor();
    await dialog.getByRole('button', { name: 'Sign out' }).click();
    for (const tab of [beside, chen.page]) await tab.getByText('You are signed out.').waitFor();
    expect((await org.settled(requestId)).details.decisions).toHaveLength(1);
  });

  it('ask before a sign-out forgets a decision that was not counted in another, and not once that one is closed', async () => {
    const requestId = await org.submitted(redemption(customer(4), { points_redeemed: '414' }));
    const chen = await browser.visitor();
    await chen.signInAs('Chen Checker', `/requests/${requestId}`);
    const beside = await chen.openTab('/overview');
    await signedInAs(beside, 'Chen Checker');
    await chen.page.route(DECISIONS, (route) => {
      const errors = [{ code: 2109, message: 'Too many calls at once.', reference: null }];
      return route.fulfill({ status: 429, json: { data: null, errors, warnings: null } });
    });
    await decideWith(chen.page.getByRole('main'), 'Approve', 'Seen at the till.');
    await chen.page.getByText(/^Not approved: Redeem 414/).waitFor();
    await signOut(beside);
    const dialog = beside.getByRole('dialog', { name: 'Sign out?' });
    await dialog
      .getByText(/^1 decision of yours, in another tab, was not counted, counted without its comment, or it is not known\./)
      .waitFor();
    await chen.page.close({ runBeforeUnload: false });
    await dialog.getByText('None of your decisions is being sent any more.').waitFor();
    await dialog.getByRole('button', { name: 'Stay' }).click();
    await signOut(beside);
    await beside.getByText('You are signed out.').waitFor();
  });

  it('are all live over one connection, more of them than a browser has connections, whichever is closed', async () => {
    const chen = await browser.visitor();
    await chen.signInAs('Chen Checker');
    const tabs = [chen.page];
    while (tabs.length < MORE_THAN_CONNECTIONS) tabs.push(await chen.openTab());
    for (const tab of tabs) await tab.getByText('● Live').waitFor();
    await tabs[0]!.close();
    await tabs[3]!.close();
    const left = tabs.filter((tab) => !tab.isClosed());
    const requestId = await org.submitted(redemption(customer(2), { points_redeemed: '412' }));
    for (const tab of left) await tab.getByRole('button', { name: /new/ }).waitFor();
    await left[0]!.goto(`/console/requests/${requestId}`);
    await left[0]!.getByText('Redeem 412 points').first().waitFor();
  });

  it('say within a few seconds that nothing is live when the gateway falls silent', async () => {
    const chen = await browser.visitor();
    await chen.signInAs('Chen Checker');
    const other = await chen.openTab();
    for (const tab of [chen.page, other]) await tab.getByText('● Live').waitFor();
    const { gateway } = on.stack;
    // What waited for it all the while is too much for it at once, when it goes on.
    chen.expects(/status of 503/);
    gateway.pause();
    try {
      const isLive = async () => (await Promise.all([chen.page, other].map((tab) => tab.getByText('● Live').count()))).some(Boolean);
      await waitFor(async () => !(await isLive()), { what: 'no tab that says Live', deadlineMs: 12_000, every: 200 });
    } finally {
      gateway.resume();
    }
    for (const tab of [chen.page, other]) await tab.getByText('● Live').waitFor();
  });
});
