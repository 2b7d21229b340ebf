import type { Locator } from 'playwright-core';
import { customer, issueBadge, statusChange, type Submission } from '../support/submissions';
import { CONFIGURATOR, MAKER, OTHER_CHECKER, OTHER_MAKER, type Person, type TestOrg } from '../support/test-org';
import { TestStack } from '../support/test-stack';
import { decideWith } from './people-acts';
import { APPROVE_BUTTON, executed, EXECUTED, HELD_BACK, heldBack, NO_DUPLICATE, withoutReference } from './repeated-request';
import { TestBrowser } from './test-browser';
import type { Visitor } from './visitor';

/** Where the people whom development offers work. */
const ORG = 0;
const OUT_OF_SIGHT = 'Out of sight: 1 warning to read before you approve.';
/** How long until a page looks up by itself again. */
const LOOK_UP_AGAIN_MS = 31_000;
/** Longer than a warning takes to be read. */
const LONG_ENOUGH_MS = 1_000;
/** Whose warnings one dialog does not hold. */
const MANY = 14;
/** Whose warnings fill more than a window, one by its many customers and one by a word without an end. */
const ALL_CUSTOMERS = Array.from({ length: 100 }, (_, at) => customer(at + 1));
const LONG_WORD = 'W'.repeat(255);
/** Lower than the words of one warning. */
const LOW = { width: 390, height: 60 };
const DISMISSED: Person = { id: 391, name: 'dismissed.dora', grants: ['CanMakeRequest'] };
const NOT_LOOKED_UP = 'dialog [data-warning="could not be looked up"]';
const TOO_BUSY = { errors: [{ code: 2110, message: 'Too busy.' }], warnings: [] };
/** In one moment: on the way to the button the last one may come in sight, and the button is gone. */
const CLICK_SHOW = `[...document.querySelectorAll('dialog button')].filter(({ textContent }) => textContent === 'Show').map((show) => show.click()).length`;
/** To the requests that are warned of. */
const PAST_THE_WORDS = `document.querySelector('dialog [role="alert"] li').scrollIntoView()`;
/** In one moment, so that there is none in which to read what lay behind the dialog. */
const CLOSE_AND_APPROVE = `document.querySelector('.dialog-close').click(), ${APPROVE_BUTTON}.click()`;

const markOf = ({ page }: Visitor, requestId: string): Locator =>
  page
    .getByRole('row')
    .filter({ has: page.locator(`a[href$="${requestId}"]`) })
    .getByRole('checkbox');

/** As somebody does who has each one shown that is out of sight. */
async function readAll({ page }: Visitor, dialog: Locator): Promise<void> {
  await page.clock.runFor(LONG_ENOUGH_MS);
  for (let shown = 0; shown < MANY && (await page.evaluate<number>(CLICK_SHOW)) > 0; shown++) await page.clock.runFor(LONG_ENOUGH_MS);
  expect(await dialog.getByRole('button', { name: 'Show' }).count()).toBe(0);
}

describe('a warning that nobody had in sight', () => {
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

  async function submittedAll(submissions: readonly Submission[], as = MAKER): Promise<readonly string[]> {
    const requestIds: string[] = [];
    for (const submission of submissions) requestIds.push(await org.submitted(submission, { as }));
    return requestIds;
  }

  it('is held back in a narrow window, where the warning comes above what they see, and is not when they have read it', async () => {
    const submission = withoutReference(35, '235');
    const requestId = await org.submitted(submission);
    const chen = await browser.visitor({ width: 390 });
    const { page } = chen;
    await page.clock.install();
    await chen.signInAs('Chen Checker', `/requests/${requestId}`);
    await page.getByText(NO_DUPLICATE).waitFor();
    const main = page.getByRole('main');
    const approve = main.getByRole('button', { name: 'Approve' });
    await main.getByLabel('Comment').fill('As I have seen it.');
    await page.evaluate('window.scrollTo(0, document.body.scrollHeight)');
    await executed(org, submission);
    await page.clock.fastForward(LOOK_UP_AGAIN_MS);
    await main.getByText(EXECUTED).first().waitFor({ state: 'attached' });
    await page.clock.runFor(LONG_ENOUGH_MS);
    await approve.click();
    expect(await heldBack(org, chen, requestId)).toBe(0);

    await page.evaluate('window.scrollTo(0, document.body.scrollHeight)');
    await main.getByText(OUT_OF_SIGHT).waitFor();
    await main.getByRole('button', { name: 'Show' }).click();
    await page.clock.runFor(LONG_ENOUGH_MS);
    await main.getByText(OUT_OF_SIGHT).waitFor({ state: 'detached' });
    await decideWith(main, 'Approve', 'It is wanted twice.');
    expect((await org.settled(requestId)).details.decisions).toHaveLength(1);
  });

  it('is held back where what is alike stands above what they see, and is not when they have read it', async () => {
    const [requestId] = await submittedAll([withoutReference(39, '239'), withoutReference(39, '139')]);
    const chen = await browser.visitor({ width: 390 });
    const { page } = chen;
    await page.clock.install();
    await chen.signInAs('Chen Checker', `/requests/${requestId}`);
    const main = page.getByRole('main');
    await main.getByText('Look twice').waitFor();
    await main.getByLabel('Comment').fill('As I have seen it.');
    await page.evaluate('window.scrollTo(0, document.body.scrollHeight)');
    await main.getByText(OUT_OF_SIGHT).waitFor();
    await main.getByRole('button', { name: 'Approve' }).click();
    expect(await heldBack(org, chen, requestId!)).toBe(0);

    await page.evaluate('window.scrollTo(0, document.body.scrollHeight)');
    await main.getByRole('button', { name: 'Show' }).click();
    await page.clock.runFor(LONG_ENOUGH_MS);
    await main.getByText(OUT_OF_SIGHT).waitFor({ state: 'detached' });
    await decideWith(main, 'Approve', 'Both are wanted.');
    expect((await org.settled(requestId!)).details.decisions).toHaveLength(1);
  });

  it('is held back where the warning came behind a dialog, which nobody can read', async () => {
    const submission = withoutReference(36, '236');
    const requestId = await org.submitted(submission);
    const chen = await browser.visitor();
    const { page } = chen;
    chen.expects(/the server responded with a status of 429/);
    await page.clock.install();
    await chen.signInAs('Chen Checker', `/requests/${requestId}`);
    await page.getByText(NO_DUPLICATE).waitFor();
    await page.route('**/decisions', (route) => route.fulfill({ status: 429, json: TOO_BUSY }), { times: 1 });
    await decideWith(page.getByRole('main'), 'Reject', 'Not now.');
    await page.getByRole('button', { name: 'Open again' }).click();
    await page.getByRole('dialog', { name: 'Reject' }).waitFor();
    await executed(org, submission);
    await page.clock.fastForward(LOOK_UP_AGAIN_MS);
    await page.getByText(EXECUTED).first().waitFor({ state: 'attached' });
    await page.clock.runFor(LONG_ENOUGH_MS);
    await page.evaluate(CLOSE_AND_APPROVE);
    expect(await heldBack(org, chen, requestId)).toBe(0);
  });

  it('is held back where one of many warnings changes above what a dialog shows, and the others are approved', async () => {
    const submissions = Array.from({ length: MANY }, (_, at) => withoutReference(20 + at, `${400 + at}`));
    const [twin] = await submittedAll(submissions, OTHER_MAKER);
    const requestIds = await submittedAll(submissions);
    const chen = await browser.visitor();
    const { page } = chen;
    await page.setViewportSize({ width: 1280, height: 700 });
    await page.clock.install();
    await chen.signInAs('Chen Checker');
    for (const requestId of requestIds) await markOf(chen, requestId).check();
    await page.keyboard.press('a');
    const dialog = page.getByRole('dialog', { name: `Approve ${MANY} requests` });
    await dialog
      .getByText(/by a request that waits for a checker too/)
      .first()
      .waitFor();
    await readAll(chen, dialog);
    const comment = dialog.getByLabel('Comment');
    await comment.fill('Both stores asked.');
    await comment.scrollIntoViewIfNeeded();
    await org.decide('POINTS-REDEMPTION', twin!, 'approved', { as: OTHER_CHECKER, headers: { prefer: 'respond-async' } });
    await org.settled(twin!);
    await page.clock.fastForward(LOOK_UP_AGAIN_MS);
    await dialog.getByText(EXECUTED).waitFor({ state: 'attached' });
    await page.clock.runFor(LONG_ENOUGH_MS);
    await page.keyboard.press('Control+Enter');
    await page.getByRole('button', { name: 'How it went' }).click();
    await page.getByRole('dialog', { name: 'How it went' }).getByText(HELD_BACK).waitFor();
    expect((await org.read(requestIds[0]!)).details.decisions).toEqual([]);
    const others = await Promise.all(requestIds.slice(1).map((requestId) => org.settled(requestId)));
    expect(others.map(({ details }) => details.decisions.length)).toEqual(others.map(() => 1));
  });

  it('is held back though nothing can be looked up any more, when they have read that alone', async () => {
    const submission = withoutReference(38, '238');
    await executed(org, submission);
    const [requestId] = await submittedAll([submission]);
    const chen = await browser.visitor({ width: LOW.width });
    const { page } = chen;
    chen.expects(/the server responded with a status of 429/);
    await page.clock.install();
    await chen.signInAs('Chen Checker');
    await markOf(chen, requestId!).check();
    await page.getByRole('row').getByText('Executed before').first().waitFor();
    await page.route('**/v3/duplicates?**', (route) => route.fulfill({ status: 429, json: TOO_BUSY }));
    await page.setViewportSize(LOW);
    await page.keyboard.press('a');
    const dialog = page.getByRole('dialog', { name: 'Approve' });
    await dialog.getByText('It could not be checked').waitFor();
    await dialog.getByText(EXECUTED).waitFor({ state: 'attached' });
    for (const block of ['start', 'center', 'end']) {
      await page.evaluate(`document.querySelector('${NOT_LOOKED_UP}').scrollIntoView({ block: '${block}' })`);
      await page.clock.runFor(LONG_ENOUGH_MS);
    }
    await dialog.getByText(OUT_OF_SIGHT).waitFor();
    await dialog.getByLabel('Comment').fill('As I have seen it.');
    await page.keyboard.press('Control+Enter');
    expect(await heldBack(org, chen, requestId!)).toBe(0);
  });

  it('can be read whole in a narrow window, however many customers it names and however long their words are', async () => {
    const requestIds = await submittedAll([issueBadge(ALL_CUSTOMERS), statusChange(customer(40), LONG_WORD)], DISMISSED);
    const body = { userId: DISMISSED.id, reason: 'Dismissed for fraud.' };
    expect((await org.call({ method: 'POST', path: '/v3/revocations', body, as: CONFIGURATOR })).status).toBe(200);
    const chen = await browser.visitor({ width: LOW.width });
    const { page } = chen;
    await page.clock.install();
    await chen.signInAs('Chen Checker');
    for (const requestId of requestIds) await markOf(chen, requestId).check();
    await page.setViewportSize({ ...LOW, height: 200 });
    await page.keyboard.press('a');
    const dialog = page.getByRole('dialog', { name: 'Approve 2 requests' });
    const warning = dialog.getByRole('alert', { name: /^Maker revoked/ });
    await warning.waitFor();
    expect((await warning.boundingBox())!.height).toBeLessThan(300);
    await page.evaluate(PAST_THE_WORDS);
    await page.clock.runFor(LONG_ENOUGH_MS);
    await dialog.getByText('Out of sight: 2 warnings to read before you approve.').waitFor();
    await page.setViewportSize(LOW);
    await readAll(chen, dialog);
    await dialog.getByLabel('Comment').fill('Still wanted.');
    await page.keyboard.press('Control+Enter');
    const settled = await Promise.all(requestIds.map((requestId) => org.settled(requestId)));
    expect(settled.map(({ details }) => details.decisions.length)).toEqual([1, 1]);
  });

  it('is shown in the dialog that lies over the page of its request, and counted once', async () => {
    const submission = withoutReference(37, '237');
    const requestId = await org.submitted(submission);
    const chen = await browser.visitor({ width: 390 });
    const { page } = chen;
    chen.expects(/the server responded with a status of 429/);
    await page.clock.install();
    await chen.signInAs('Chen Checker', `/requests/${requestId}`);
    await page.getByText(NO_DUPLICATE).waitFor();
    await page.route('**/decisions', (route) => route.fulfill({ status: 429, json: TOO_BUSY }), { times: 1 });
    await decideWith(page.getByRole('main'), 'Approve', 'Wanted.');
    await page.getByRole('button', { name: 'Open again' }).click();
    const dialog = page.getByRole('dialog', { name: 'Approve' });
    await dialog.getByText(NO_DUPLICATE).waitFor();
    await page.setViewportSize({ width: 390, height: 300 });
    await dialog.getByLabel('Comment').scrollIntoViewIfNeeded();
    await executed(org, submission);
    await page.clock.fastForward(LOOK_UP_AGAIN_MS);
    await dialog.getByText(EXECUTED).waitFor({ state: 'attached' });
    await dialog.getByRole('button', { name: 'Approve' }).scrollIntoViewIfNeeded();
    await dialog.getByText(OUT_OF_SIGHT).waitFor();
    expect(await dialog.getByRole('status').getByRole('button').count()).toBe(0);
    await readAll(chen, dialog);
    await dialog.getByLabel('Comment').focus();
    expect(await dialog.locator('[data-warning][tabindex]').count()).toBe(0);
    await page.keyboard.press('Control+Enter');
    expect((await org.settled(requestId)).details.decisions).toHaveLength(1);
  });
});
