import { customer, redemption } from '../support/submissions';
import { TestStack } from '../support/test-stack';
import { TestBrowser } from './test-browser';

const TOO_LONG = '1234567890123456';

describe('the filters of the inbox', () => {
  let on: TestStack;
  let browser: TestBrowser;
  beforeAll(async () => {
    on = await TestStack.start();
    await on.org(0).submitted(redemption(customer(1)));
    browser = await TestBrowser.start(on.stack.gatewayUrl);
  });
  afterAll(async () => {
    await browser.stop();
    await on.stop();
  });
  afterEach(() => browser.farewell());

  it('are refused where they cannot be understood, in the form and in the address, and never list everybody', async () => {
    const chen = await browser.visitor();
    const { page } = chen;
    await chen.signInAs('Chen Checker');
    await page
      .getByRole('row', { name: /Redeem/ })
      .first()
      .waitFor();
    const maker = page.getByRole('textbox', { name: 'Maker’s id' });
    await maker.fill(TOO_LONG);
    await page.getByRole('button', { name: 'Filter', exact: true }).click();
    await page.getByText('Maker’s id: write a number of at most 15 digits.').waitFor();
    expect(await maker.inputValue()).toBe(TOO_LONG);
    expect(page.url()).not.toContain(TOO_LONG);

    await chen.open('/?from=12026-01-01');
    await page.getByText('This list cannot be shown as it was asked for').waitFor();
    await page.getByRole('alert').getByText('From: write a day that exists').waitFor();
    expect(await page.getByRole('row').count()).toBe(0);
  });

  it('of a saved view that are no more are named, and its list is not shown without them', async () => {
    const chen = await browser.visitor();
    const { page } = chen;
    await chen.signInAs('Chen Checker');
    const view = { name: 'Parked', search: { states: 'parked' } };
    await page.evaluate(`localStorage.setItem('countersign.views.2001', '${JSON.stringify([view])}')`);
    await chen.open('/');
    await page.getByRole('button', { name: 'Saved views' }).click();
    await page.getByRole('menuitem', { name: 'Parked' }).click();
    await page.getByRole('alert').getByText('How it stands: there is no state “parked”.').waitFor();
    expect(await page.getByRole('row').count()).toBe(0);
    await page.getByRole('button', { name: 'Parked' }).click();
    await page.getByRole('menuitem', { name: /^Forget/ }).click();
    await page.getByRole('button', { name: 'To decide' }).click();
    await page
      .getByRole('row', { name: /Redeem/ })
      .first()
      .waitFor();
  });

  it('are those of what a figure of the overview counts: points lead to no list of requests that hold others, too', async () => {
    const chen = await browser.visitor();
    await chen.signInAs('Chen Checker', '/overview');
    await chen.page.getByText('Points moved', { exact: true }).waitFor();
    await chen.page.getByRole('link', { name: /^Asked for/ }).waitFor();
    expect(await chen.page.getByRole('link', { name: /points (?:granted|redeemed)/ }).count()).toBe(0);
  });

  it('keep what was typed and not applied while the order, the type and the view change', async () => {
    const chen = await browser.visitor();
    const { page } = chen;
    await chen.signInAs('Chen Checker');
    const reference = page.getByRole('textbox', { name: 'Reference' });
    await reference.fill('TYPED-1');
    await page
      .getByRole('button', { name: /^Goodwill points/ })
      .or(page.getByRole('button', { name: 'All', exact: true }))
      .first()
      .click();
    await page.waitForURL(/\?/);
    expect(await reference.inputValue()).toBe('TYPED-1');
    await page.getByRole('combobox', { name: 'Order' }).click();
    await page.getByRole('option', { name: 'Oldest first' }).click();
    await page.waitForURL(/sort=oldest/);
    expect(await reference.inputValue()).toBe('TYPED-1');
    await page.getByRole('button', { name: 'Filter', exact: true }).click();
    await page.getByText('No request matches these filters').waitFor();
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await page
      .getByRole('row', { name: /Redeem/ })
      .first()
      .waitFor();
    expect(await reference.inputValue()).toBe('');
  });
});
