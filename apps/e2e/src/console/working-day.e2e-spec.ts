import { readFile } from 'node:fs/promises';
import { waitFor } from '@countersign/local-servers';
import { Operators } from '../support/operators';
import { customer, earnBadge, goodwill, newReference, redemption, statusChange } from '../support/submissions';
import type { TestOrg } from '../support/test-org';
import { TestStack } from '../support/test-stack';
import { decideWith, openRequest, signInWithToken } from './people-acts';
import { TestBrowser } from './test-browser';

/** Where the people whom development offers work. */
const ORG = 0;
const A_MINUTE_MS = 60_000;

describe('a working day in the console', () => {
  let on: TestStack;
  let org: TestOrg;
  let browser: TestBrowser;

  beforeAll(async () => {
    on = await TestStack.start({ env: { worker: { LOYALTY_TIMEOUT_MS: '1000' } } });
    org = on.org(ORG);
    browser = await TestBrowser.start(on.stack.gatewayUrl);
  });
  afterAll(async () => {
    await browser.stop();
    await on.stop();
  });
  afterEach(() => browser.farewell());

  it('lets a maker ask by a form, a newcomer approve within a minute of opening it, and the maker see what came of it', async () => {
    const maya = await browser.visitor();
    await maya.signInAs('Maya Maker');
    await maya.goTo('New request');
    await maya.page.getByRole('link', { name: /^Goodwill points/ }).click();
    const reference = newReference('UI');
    const fields = {
      Reference: reference,
      'Loyalty programme': '7001',
      'Awarding till': '900104',
      Customer: String(customer(1).id),
      Points: '20',
      Source: 'API',
      Reason: 'Late delivery',
    };
    for (const [label, text] of Object.entries(fields)) await maya.page.getByRole('textbox', { name: label, exact: true }).fill(text);
    await maya.page.getByRole('button', { name: 'Submit' }).click();
    await maya.page.getByRole('heading', { name: 'Your request was received' }).waitFor();
    await maya.page.getByRole('link', { name: 'Open the request' }).click();
    await maya.page.getByText('Waiting for a checker').first().waitFor();

    const begun = performance.now();
    const newcomer = await browser.visitor();
    await newcomer.page.goto('/console');
    await newcomer.page.getByRole('button', { name: /^Chen Checker/ }).click();
    await openRequest(newcomer, /goodwill points/);
    await decideWith(newcomer.page.getByRole('main'), 'Approve', 'The parcel was late.');
    await newcomer.page.getByText('Approved and done').first().waitFor();
    expect(performance.now() - begun).toBeLessThan(A_MINUTE_MS);

    await maya.page.getByText('Approved and done').first().waitFor();
    expect(await maya.page.getByText('The parcel was late.').count()).toBeGreaterThan(0);
    expect((await on.loyalty.effects()).filter((effect) => effect.reference === reference)).toHaveLength(1);
  });

  it('lets a checker reject with a reason, which the maker reads', async () => {
    const requestId = await org.submitted(redemption(customer(2), { points_redeemed: '321' }));
    const chen = await browser.visitor();
    await chen.signInAs('Chen Checker');
    await chen.page.getByRole('button', { name: /^Reject: Redeem 321 points/ }).click();
    const dialog = chen.page.getByRole('dialog', { name: 'Reject' });
    await decideWith(dialog, 'Reject', 'The campaign is over.');
    await dialog.waitFor({ state: 'hidden' });
    const maya = await browser.visitor();
    await maya.signInAs('Maya Maker', `/requests/${requestId}`);
    await maya.page.getByText('Rejected').first().waitFor();
    await maya.page.getByText('The campaign is over.').first().waitFor();
    expect(await org.effectsOf(requestId)).toEqual([]);
  });

  it('refuses makers their own request, in words', async () => {
    const requestId = await org.submitted(redemption(customer(3)));
    const both = await on.stack.token({ id: 1001, name: 'Maya Maker' }, ORG, ['CanMakeRequest', 'CanCheckRequest']);
    const maya = await browser.visitor();
    await maya.open(`/requests/${requestId}`);
    await signInWithToken(maya, both);
    await maya.page.getByText('You asked for this: another checker decides.').waitFor();
    expect(await maya.page.getByRole('button', { name: 'Approve' }).count()).toBe(0);
    await maya.page.getByRole('button', { name: /withdraw|take .* back/i }).waitFor();
  });

  it('tells the slower one of two checkers who was faster, and counts one decision', async () => {
    const requestId = await org.submitted(redemption(customer(4)));
    const names = ['Chen Checker', 'Cleo Checker'];
    const checkers = await Promise.all(names.map(() => browser.visitor()));
    for (const [index, one] of checkers.entries()) {
      await one.signInAs(names[index]!, `/requests/${requestId}`);
      await one.page.getByLabel('Comment').fill(`Seen by ${names[index]!}.`);
    }
    // Both press at once, even if the news of the other's verdict takes the button away on the way to it.
    const buttons = await Promise.all(checkers.map(({ page }) => page.getByRole('button', { name: 'Approve' }).elementHandle()));
    await Promise.all(buttons.map((button) => button.dispatchEvent('click')));
    const told = (): Promise<number[]> =>
      Promise.all(
        checkers.map(({ page }) => page.getByText(/(Chen|Cleo) Checker approved it (before you did|while you looked at it)/).count()),
      );
    await waitFor(async () => (await told()).some((count) => count > 0), { what: 'word of who was faster', deadlineMs: 10_000 });
    expect((await told()).filter((count) => count > 0)).toHaveLength(1);
    await org.settled(requestId);
    expect(await org.effectsOf(requestId)).toHaveLength(1);
    expect((await org.read(requestId)).details.decisions).toHaveLength(1);
  });

  it('decides on many at once, after saying how many', async () => {
    const ids = await Promise.all([5, 6, 7].map((number) => org.submitted(earnBadge(customer(number)))));
    const chen = await browser.visitor();
    await chen.signInAs('Chen Checker');
    await chen.page.getByRole('button', { name: /^Earn badge 3/ }).click();
    await chen.page.getByRole('row').nth(4).waitFor({ state: 'detached' });
    await chen.page.getByLabel('Mark all on this page that you can decide on').check();
    await chen.page.getByRole('region', { name: 'Marked requests' }).getByRole('button', { name: 'Approve' }).click();
    const dialog = chen.page.getByRole('dialog');
    await decideWith(dialog, 'Approve 3 requests', 'The campaign list is right.');
    await chen.page.getByText('3 approved.').waitFor();
    await chen.page.getByRole('button', { name: 'How it went' }).click();
    await dialog.getByRole('table').getByText('Approved. Being executed…').nth(2).waitFor();
    await dialog.getByRole('button', { name: 'Back to the list' }).click();
    for (const requestId of ids) expect((await org.settled(requestId)).state).toBe('approved');
  });

  it('takes many requests in from a file: every row is judged before, and told what became of it after', async () => {
    const [first, second] = [newReference('CSV'), newReference('CSV')];
    const lines = [
      'Reference,Loyalty programme,Awarding till,Customer,Points,Source,Reason',
      `${first},7001,900104,${customer(12).id},15,API,Late delivery`,
      `${second},7001,900104,${customer(13).id},16,API,Late delivery`,
      `${newReference('CSV')},7001,900104,${customer(14).id},many,API,Late delivery`,
    ];
    const maya = await browser.visitor();
    await maya.signInAs('Maya Maker', '/upload?type=goodwill-points');
    const [chooser] = await Promise.all([
      maya.page.waitForEvent('filechooser'),
      maya.page.getByRole('button', { name: 'Choose a file' }).click(),
    ]);
    await chooser.setFiles({ name: 'goodwill.csv', mimeType: 'text/csv', buffer: Buffer.from(lines.join('\n')) });
    await maya.page.getByText(/^2 requests to submit, 31 points in all/).waitFor();
    await maya.page.getByLabel('Leave out 1 row of 3').check();
    await maya.page.getByRole('button', { name: 'Submit 2 requests' }).click();
    const [download] = await Promise.all([
      maya.page.waitForEvent('download'),
      maya.page.getByRole('button', { name: 'Download the results' }).click(),
    ]);
    const results = (await readFile(await download.path(), 'utf8')).trim().split(/\r?\n/);
    expect(results).toEqual([
      expect.any(String),
      expect.stringMatching(`^${first}.*submitted`),
      expect.stringMatching(`^${second}.*submitted`),
      expect.stringContaining('not submitted'),
    ]);
  });

  it('shows what a policy would have done before it is proposed, and takes a second person to make it hold', async () => {
    await org.submitted(statusChange(customer(8)));
    const carl = await browser.visitor();
    await carl.signInAs('Carl Configurator', '/policies?type=goodwill-points');
    await carl.page.getByText('Up to a limit', { exact: true }).click();
    await carl.page.getByRole('textbox', { name: 'Limit in points' }).fill('50');
    await carl.page.getByText(/judged anew/).waitFor();
    await carl.page.getByRole('button', { name: 'Propose…' }).click();
    await carl.page.getByRole('dialog').getByRole('checkbox', { name: 'I want it without any daily cap' }).check();
    await carl.page.getByRole('dialog').getByRole('button', { name: 'Propose', exact: true }).click();
    await carl.page.getByText('A change waits for a second person').waitFor();
    const clara = await browser.visitor();
    await clara.signInAs('Clara Configurator', '/policies?type=goodwill-points');
    await clara.page.getByRole('button', { name: 'Approve…' }).click();
    await clara.page.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
    await clara.page.getByText('A change waits for a second person').waitFor({ state: 'detached' });
    const submitted = await org.submit(goodwill(customer(9)), { headers: { prefer: 'respond-async' } });
    expect(submitted.text).toContain('"autoApproved":true');
  });

  it('brings what is in doubt to an operator, and takes a second one to believe the first', async () => {
    // The requests of the tests before may still be executed: the fault is this customer's alone.
    await org.spoil({ fault: 'drop-after-effect', match: { customer: customer(10).id } });
    const requestId = await org.submitted(goodwill(customer(10), { points: 60 }));
    await org.decide('GOODWILL-POINTS', requestId, 'approved', { headers: { prefer: 'respond-async' } });
    await org.settled(requestId);
    const olga = await browser.visitor();
    await olga.signInAs('Olga Operator');
    await olga.goTo('Operations');
    await olga.page
      .getByRole('region', { name: 'Needs review' })
      .getByRole('link', { name: /60 goodwill points/ })
      .click();
    await olga.page.getByLabel('It took effect').check();
    await olga.page.getByLabel('Evidence').fill('The customer’s statement shows the 60 points.');
    await olga.page.getByRole('button', { name: 'Propose', exact: true }).click();
    await olga.page.getByRole('heading', { name: 'Proposed: It took effect' }).waitFor();
    expect(await olga.page.getByRole('button', { name: 'Confirm…' }).count()).toBe(0);
    const omar = await browser.visitor();
    await omar.signInAs('Omar Operator', `/operations/reviews/${requestId}`);
    await omar.page.getByRole('button', { name: 'Confirm…' }).click();
    await omar.page.getByRole('dialog').getByRole('button', { name: 'Confirm' }).click();
    await org.when(requestId, ({ state }) => state === 'approved');
    expect((await new Operators(org).read(requestId)).reviews).toHaveLength(1);
  });

  it('needs no mouse: sign-in, choice, comment and approval by keys alone', async () => {
    const requestId = await org.submitted(redemption(customer(11), { points_redeemed: '777' }));
    const { page } = await browser.visitor();
    const { keyboard } = page;
    await page.goto('/console/');
    await page.getByRole('button', { name: /^Chen Checker/ }).waitFor();
    await keyboard.press('Tab');
    await keyboard.press('Tab');
    await keyboard.press('Enter');
    await page.getByRole('link', { name: /Redeem 777 points/ }).waitFor();
    await keyboard.press('j');
    await keyboard.press('Enter');
    await page.getByLabel('Comment').waitFor();
    await page.getByRole('main').getByRole('link', { name: 'Inbox' }).press('Enter');
    await page.getByRole('link', { name: /Redeem 777 points/ }).waitFor();
    await keyboard.press('k');
    await keyboard.press('a');
    await keyboard.type('By keys alone.');
    await keyboard.press('Tab');
    await keyboard.press('Enter');
    const { state, details } = await org.settled(requestId);
    expect([state, details.decisions[0]?.comment]).toEqual(['approved', 'By keys alone.']);
  });
});
