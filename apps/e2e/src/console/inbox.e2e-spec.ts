import { waitFor } from '@countersign/local-servers';
import type { Locator } from 'playwright-core';
import { customer, goodwill, redemption } from '../support/submissions';
import { OTHER_CHECKER, type TestOrg } from '../support/test-org';
import { TestStack } from '../support/test-stack';
import { decideWith } from './people-acts';
import { TestBrowser } from './test-browser';
import { Typist } from './typist';
import type { Visitor } from './visitor';

/** Where the people whom development offers work. */
const ORG = 0;
const PAGE_SIZE = 30;
/** Which a checker gives first, and then only a senior one. */
const TWO_LEVELS = [
  { grant: 'CanCheckRequest', checkers: 1 },
  { grant: 'CanCheckRequestSenior', checkers: 1 },
];

/** How much of the current row lies under what stays in sight below the list, in pixels. */
const COVERED = `(() => {
  const place = (what) => document.querySelector(what).getBoundingClientRect();
  return Math.max(0, Math.round(place('.inbox-row[data-current]').bottom - place('.at-the-bottom').top));
})()`;

describe('the inbox of a checker', () => {
  let on: TestStack;
  let org: TestOrg;
  let browser: TestBrowser;

  beforeAll(async () => {
    on = await TestStack.start();
    org = on.org(ORG);
    await org.agreeOnPolicy('GOODWILL-POINTS', { autoApproval: { mode: 'off' }, bands: [{ levels: TWO_LEVELS }] });
    browser = await TestBrowser.start(on.stack.gatewayUrl);
  });
  afterAll(async () => {
    await browser.stop();
    await on.stop();
  });
  afterEach(() => browser.farewell());

  it('tells nobody of what comes of their own decisions, of rows that move up, or by a row that grows', async () => {
    const ids: string[] = [];
    while (ids.length < PAGE_SIZE + 3) ids.unshift(await org.submitted(redemption(customer(1 + (ids.length % 40)))));
    const [own, others] = [ids[0]!, ids[1]!];
    const chen = await browser.visitor();
    await chen.signInAs('Chen Checker');
    await chen.page.getByText(/Live$/).waitFor();
    const heights = await Promise.all([own, others].map((id) => heightOf(rowOf(chen, id))));
    await rowOf(chen, own)
      .getByRole('button', { name: /^Approve/ })
      .click();
    await decideWith(chen.page.getByRole('dialog'), 'Approve', 'Seen.');
    await rowOf(chen, own).getByText('Approved and done').and(chen.page.locator(':visible')).waitFor();
    await org.decide('POINTS-REDEMPTION', others, 'rejected', { as: OTHER_CHECKER });
    await rowOf(chen, others).getByText('Changed').waitFor();
    const submitted = await org.submitted(redemption(customer(41)));
    await chen.page.getByRole('button', { name: '1 new – show' }).waitFor();
    expect(await rowOf(chen, own).getByText('Changed').count()).toBe(0);
    expect(await Promise.all([own, others].map((id) => heightOf(rowOf(chen, id))))).toEqual(heights);
    await org.decide('POINTS-REDEMPTION', submitted, 'rejected', { as: OTHER_CHECKER });
    await chen.page.getByRole('button', { name: /new – show/ }).waitFor({ state: 'detached' });
  });

  it('covers no row that keys act upon with what it says of decisions that were not counted', async () => {
    for (let number = 1; number <= PAGE_SIZE; number++) await org.submitted(redemption(customer(number)));
    const chen = await browser.visitor();
    await chen.signInAs('Chen Checker');
    const { page } = chen;
    chen.expects(/the server responded with a status of 429/);
    const refusal = { errors: [{ code: 2110, message: 'Too busy.' }], warnings: [] };
    await page.route('**/decisions', (route) => route.fulfill({ status: 429, json: refusal }));
    await page.getByText(/Live$/).waitFor();
    const typist = await Typist.at(page);
    for (let row = 0; row < 8; row++) await typist.type('j');
    for (const verdict of ['a', 'r', 's']) await typist.type('j', verdict, 'not counted', 'Ctrl+Enter');
    const told = page.getByRole('region', { name: 'Decisions that were sent' });
    await waitFor(async () => (await told.getByRole('status').count()) === 3, {
      what: 'three decisions to be told of',
      deadlineMs: 20_000,
    });
    const covered: number[] = [];
    for (let row = 0; row < 12; row++) {
      covered.push(await page.evaluate<number>(COVERED));
      await typist.type('j');
    }
    expect(covered.filter((pixels) => pixels > 0)).toEqual([]);
  });

  it('counts by type what is in the list that is shown', async () => {
    await org.submitted(redemption(customer(42)));
    const chen = await browser.visitor();
    await chen.signInAs('Chen Checker');
    for (const view of ['To decide', 'All', 'My requests']) {
      await chen.page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: view }).click();
      const agree = async (): Promise<boolean> => {
        const chips = await chen.page.getByRole('group', { name: /by type$/ }).innerText();
        const pager = await chen.page.getByRole('navigation', { name: 'Pages' }).innerText();
        return /All types\s*(\d+)/.exec(chips)?.[1] === /(\d+) request/.exec(pager)?.[1];
      };
      await waitFor(agree, { what: `the count of the list “${view}”`, deadlineMs: 10_000, every: 50 });
    }
  });

  it('never hands a verdict that was meant for a mark to another request when somebody else has decided it', async () => {
    const [marked, next] = [await org.submitted(redemption(customer(44))), await org.submitted(redemption(customer(45)))].reverse();
    const chen = await browser.visitor();
    await chen.signInAs('Chen Checker');
    const { page } = chen;
    await page.getByText(/Live$/).waitFor();
    await rowOf(chen, next!).waitFor();
    await page.keyboard.type('jxj');
    const bar = page.getByRole('region', { name: 'Marked requests' });
    await bar.waitFor();
    await org.decide('POINTS-REDEMPTION', marked!, 'rejected', { as: OTHER_CHECKER });
    await bar.waitFor({ state: 'detached' });
    const said = page.getByRole('alert').filter({ hasText: /can no longer be decided on: .* rejected it while you looked at it/ });
    await said.waitFor();
    await (await Typist.at(page)).type('a', 'n0 asks karajan jars', 'Ctrl+Enter');
    await said.getByText('What you typed after it was not used.').waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
    await page.keyboard.type('kja');
    await page.getByRole('dialog', { name: 'Approve' }).waitFor();
    expect((await org.read(next!)).details.decisions).toEqual([]);
  });

  it('shows an approval that does not complete the quorum, and what it takes after it', async () => {
    const requestId = await org.submitted(goodwill(customer(46)));
    const chen = await browser.visitor();
    await chen.signInAs('Chen Checker', '/?type=GOODWILL_POINTS');
    await chen.page.getByText(/Live$/).waitFor();
    const row = rowOf(chen, requestId);
    const stands = (words: string) => row.getByText(words, { exact: true }).and(chen.page.locator(':visible'));
    await stands('Band 1: 0 of 2 approvals').waitFor();
    await stands('next: a checker').waitFor();
    expect(await stands('Band 1: 0 of 2 approvals').evaluate(isWhole)).toBe(true);
    expect(await stands('next: a checker').evaluate(isWhole)).toBe(true);
    await row.getByRole('button', { name: /^Approve/ }).click();
    const dialog = chen.page.getByRole('dialog');
    await dialog.getByText('This is approval 1 of 2. Nothing is carried out before a senior checker has approved it too.').waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await org.decide('GOODWILL-POINTS', requestId, 'approved', { as: OTHER_CHECKER });
    await stands('Band 1: 1 of 2 approvals').waitFor();
    await org.decide('GOODWILL-POINTS', requestId, 'rejected');
  });

  it('turns pages and reads the list again by keys', async () => {
    const chen = await browser.visitor();
    await chen.signInAs('Chen Checker', '/?states=any');
    const { page } = chen;
    const pageIs = (number: number) => page.getByRole('navigation', { name: 'Pages' }).getByText(`, page ${number}`).waitFor();
    await pageIs(1);
    await page.keyboard.press('>');
    await pageIs(2);
    await page.keyboard.press('<');
    await pageIs(1);
    await page.keyboard.press('<');
    await page.getByText('This is the first page.').waitFor();
    await page.getByText(/Live$/).waitFor();
    const requestId = await org.submitted(redemption(customer(47)));
    await page.getByRole('button', { name: '1 new – show' }).waitFor();
    await page.keyboard.press('n');
    await rowOf(chen, requestId).waitFor();
    await org.decide('POINTS-REDEMPTION', requestId, 'sent-back', { as: OTHER_CHECKER });
    await rowOf(chen, requestId).getByText('Sent back').and(page.locator(':visible')).waitFor();
    await page.keyboard.press('u');
    await rowOf(chen, requestId).getByText('Changed').waitFor({ state: 'detached' });
  });

  it('says why a key or a button can do nothing: for one request, for many, and on its page', async () => {
    const requestId = await org.submitted(goodwill(customer(43)));
    await org.decide('GOODWILL-POINTS', requestId, 'approved', { as: OTHER_CHECKER });
    const chen = await browser.visitor();
    await chen.signInAs('Chen Checker', '/?type=GOODWILL_POINTS');
    const { page } = chen;
    await rowOf(chen, requestId).waitFor();
    const said = (words: RegExp) => page.getByRole('alert').filter({ hasText: words }).waitFor();
    await page.keyboard.press('a');
    await said(/Choose a request first/);
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await said(/This is the last request on this page/);
    await page.keyboard.press('a');
    await said(/The next approval takes a senior checker/);
    await page.keyboard.press('k');
    await page.keyboard.press('x');
    await page.getByRole('region', { name: 'Marked requests' }).getByRole('button', { name: 'Approve' }).click();
    await said(/The next approval takes a senior checker/);
    expect(await page.getByRole('dialog').count()).toBe(0);
    await page.keyboard.press('Enter');
    await page.goto(`/console/requests/${requestId}`);
    await page.getByText(/The next approval takes a senior checker/).waitFor();
    await page.getByRole('button', { name: 'Reject' }).click();
    await page.getByText('Say why first.').waitFor();
    await page.locator('textarea:focus').waitFor();
  });
});

function rowOf({ page }: Visitor, requestId: string): Locator {
  return page.locator(`tr[data-request="${requestId}"]`);
}

/** Whether nothing of its words is cut off. */
function isWhole({ scrollWidth, clientWidth }: { readonly scrollWidth: number; readonly clientWidth: number }): boolean {
  return scrollWidth <= clientWidth;
}

async function heightOf(row: Locator): Promise<number> {
  return (await row.boundingBox())?.height ?? 0;
}
