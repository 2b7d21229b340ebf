import type { Locator } from 'playwright-core';
import { customer, redemption } from '../support/submissions';
import type { TestOrg } from '../support/test-org';
import { TestStack } from '../support/test-stack';
import { decideWith, isBehindDialog } from './people-acts';
import { TestBrowser } from './test-browser';
import type { Visitor } from './visitor';

/** Where the people whom development offers work. */
const ORG = 0;
/** As a laptop does that was shut over night: the session is over at once, however slow the machine of the test is. */
const WAKE_A_DAY_LATER = `
  const now = Date.now;
  Date.now = () => now() + 86_400_000;
  document.dispatchEvent(new Event('visibilitychange'));
  Date.now = now;`;

/** As a browser does at a second Escape. It is over when the dialog has heard of it, which happens later. */
const CLOSE_WITHOUT_ASKING = `new Promise((heard) => {
  const dialog = document.querySelector('dialog');
  dialog.addEventListener('close', () => setTimeout(heard), { once: true });
  dialog.close();
})`;

describe('what people have typed, and where they are', () => {
  let on: TestStack;
  let org: TestOrg;
  let browser: TestBrowser;
  let requestId: string;

  beforeAll(async () => {
    on = await TestStack.start();
    org = on.org(ORG);
    browser = await TestBrowser.start(on.stack.gatewayUrl);
  });
  afterAll(async () => {
    await browser.stop();
    await on.stop();
  });
  beforeEach(async () => {
    requestId = await org.submitted(redemption(customer(1)));
  });
  afterEach(() => browser.farewell());

  it('keeps a comment for its own verdict over Escape, a click beside the dialog, and the end of the session', async () => {
    const chen = await browser.visitor();
    await chen.signInAs('Chen Checker');
    const { page } = chen;
    await quick(chen, 'Approve').click();
    const comment = page.getByRole('dialog').getByLabel('Comment');
    await page.keyboard.type('Half a');
    await page.keyboard.press('Escape');
    await quick(chen, 'Reject').click();
    expect(await comment.inputValue()).toBe('');
    await page.keyboard.press('Escape');
    await quick(chen, 'Approve').click();
    expect(await comment.inputValue()).toBe('Half a');
    await page.getByRole('dialog').getByText('It begins with the draft that you wrote before.').waitFor();
    await page.keyboard.type(' thought');
    await page.mouse.click(5, 5);
    await comment.waitFor({ state: 'detached' });
    await quick(chen, 'Approve').click();
    await page.evaluate(WAKE_A_DAY_LATER);
    await page.getByText('Your session has ended. Sign in again, and you are back where you were.').waitFor();
    await page.getByRole('button', { name: /^Chen Checker/ }).click();
    await quick(chen, 'Approve').click();
    expect(await comment.inputValue()).toBe('Half a thought');
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    await page.goto(`/console/requests/${requestId}`);
    expect(await page.getByLabel('Comment').inputValue()).toBe('');
    await page.getByLabel('Comment').fill('On its page');
    await page.reload();
    expect(await page.getByLabel('Comment').inputValue()).toBe('On its page');
  });

  it('keeps the draft of a policy over another tab and a reload, and asks before it is discarded', async () => {
    const carl = await browser.visitor();
    await carl.signInAs('Carl Configurator', '/policies?type=goodwill-points');
    const { page } = carl;
    const limit = page.getByRole('textbox', { name: 'Limit in points' });
    await page.getByText('Up to a limit', { exact: true }).click();
    await limit.fill('57');
    await page.getByRole('tab', { name: 'Points redemption' }).click();
    await limit.waitFor({ state: 'detached' });
    await page.getByRole('tab', { name: 'Goodwill points' }).click();
    expect(await limit.inputValue()).toBe('57');
    await page.reload();
    expect(await limit.inputValue()).toBe('57');
    await page.getByRole('button', { name: 'Start over' }).click();
    await page.getByRole('dialog', { name: 'Discard your draft?' }).getByRole('button', { name: 'Back' }).click();
    expect(await limit.inputValue()).toBe('57');
    await page.getByRole('button', { name: 'Start over' }).click();
    await page.getByRole('button', { name: 'Discard it' }).click();
    await limit.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Propose…' }).click();
    await page.getByText('The draft changes nothing of the active policy.').waitFor();
  });

  it('never leaves the focus on nothing: after signing in, opening, deciding, and closing a dialog', async () => {
    const chen = await browser.visitor();
    const { page } = chen;
    await chen.signInAs('Chen Checker');
    await page.locator('h1:focus', { hasText: 'Inbox' }).waitFor();
    await page.locator(`#request-${requestId}`).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    const row = page.locator(`#request-${requestId}:focus`);
    await row.waitFor();
    await page.keyboard.press('r');
    await page.locator('textarea:focus').waitFor();
    await page.keyboard.press('Escape');
    await row.waitFor();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys of the inbox' }).waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('Escape');
    await row.waitFor();
    await page.keyboard.press('Enter');
    await page.locator('h1:focus', { hasText: 'Points redemption' }).waitFor();
    await decideWith(page.getByRole('main'), 'Reject', 'Not now.');
    await page.locator('h2:focus', { hasText: 'Your decision' }).waitFor();
    await page.goBack();
    await page.locator('h1:focus, a:focus').waitFor();
  });

  it('keeps the focus in an open dialog, asks before its form is discarded, and gives the focus back to the menu that opened it', async () => {
    const carl = await browser.visitor();
    const { page } = carl;
    await org.subscribe({ name: 'ledger' });
    await carl.signInAs('Carl Configurator', '/webhooks');
    const menu = page.getByRole('button', { name: 'What can be done with ledger' });
    await menu.click();
    await page.getByRole('menuitem', { name: 'Change…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Change ledger' });
    await dialog.getByRole('textbox', { name: 'Name' }).and(page.locator(':focus')).waitFor();
    for (let tab = 0; tab < 15; tab += 1) {
      await page.keyboard.press('Tab');
      expect(await isBehindDialog(carl)).toBe(false);
    }
    await dialog.getByRole('textbox', { name: 'Name' }).fill('ledger two');
    await page.keyboard.press('Escape');
    const discard = page.getByRole('dialog', { name: 'Discard what you typed?' });
    await page.keyboard.press('Escape');
    await discard.waitFor({ state: 'detached' });
    expect(await dialog.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('ledger two');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await menu.and(page.locator(':focus')).waitFor();
  });

  it('closes the dialog of a new secret by its button alone', async () => {
    const carl = await browser.visitor();
    const { page } = carl;
    await org.subscribe({ name: 'archive' });
    await carl.signInAs('Carl Configurator', '/webhooks');
    await page.getByRole('button', { name: 'What can be done with archive' }).click();
    await page.getByRole('menuitem', { name: 'Change the secret…' }).click();
    await page.keyboard.press('Enter');
    // Exactly: the question before it is called "Change the secret of archive?".
    const secret = page.getByRole('dialog', { name: 'The secret of archive', exact: true });
    await secret.waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.evaluate(CLOSE_WITHOUT_ASKING);
    await page.mouse.click(5, 5);
    expect(await secret.isVisible()).toBe(true);
    await secret.getByRole('button', { name: 'I have kept it' }).click();
    await secret.waitFor({ state: 'detached' });
  });

  function quick({ page }: Visitor, act: string): Locator {
    return page.locator(`tr[data-request="${requestId}"]`).getByRole('button', { name: new RegExp(`^${act}`) });
  }
});
