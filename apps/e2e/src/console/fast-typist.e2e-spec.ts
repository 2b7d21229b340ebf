import { setTimeout as later } from 'node:timers/promises';
import { customer, redemption } from '../support/submissions';
import { OTHER_CHECKER, type TestOrg } from '../support/test-org';
import { TestStack } from '../support/test-stack';
import { isBehindDialog } from './people-acts';
import { TestBrowser } from './test-browser';
import { Typist } from './typist';
import type { Visitor } from './visitor';

/** Where the people whom development offers work. */
const ORG = 0;
/** How many times slower the processor is made. */
const SLOWDOWNS = [1, 4, 6] as const;
const EXTREMES = [1, 6] as const;
const ROUNDS = 2;

const VERDICTS = [
  { key: 'a', verdict: 'approved', tabs: 1 },
  { key: 'r', verdict: 'rejected', tabs: 2 },
  { key: 's', verdict: 'sent-back', tabs: 3 },
] as const;

const DONE = { approved: 'approved', rejected: 'rejected', 'sent-back': 'sent back' } as const;
/** Of a decision, in milliseconds, and of the keys. */
const DELAYS = [0, 300, 1_500] as const;
const PACES = [0, 15, 80] as const;
const STREAM = 10;

describe('somebody who types faster than the page can follow', () => {
  let on: TestStack;
  let org: TestOrg;
  let browser: TestBrowser;
  let lastAlone = 60;

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

  it.each(SLOWDOWNS)('decides in the list what the keys say, with every letter of the comment: CPU %d× slower', async (slowdown) => {
    const meant = Array.from({ length: ROUNDS }, () => VERDICTS).flat();
    const { typist, ids, chen } = await listOf(meant.length, slowdown);
    for (const [at, { key, verdict }] of meant.entries()) {
      const comment = `receipt ${at} seen`;
      await typist.type('j', key, comment, 'Tab', 'Enter');
      await expectDecision(ids[at]!, verdict, comment);
      await openDialog(chen).waitFor({ state: 'detached' });
    }
  });

  it.each(DELAYS.flatMap((delay) => PACES.map((pace) => [delay, pace] as const)))(
    'waits for nothing: what the keys say holds for each of ten requests, answers after %d ms, a key every %d ms',
    async (delay, pace) => {
      const { typist, ids, chen } = await listOf(STREAM, 1);
      await chen.page.route('**/decisions', async (route) => {
        await later(delay);
        await route.continue();
      });
      const meant = ids.map((requestId, at) => ({
        requestId,
        ...VERDICTS[at % VERDICTS.length]!,
        comment: `n${at} raj asks xu`,
      }));
      await typist.typeAt(pace, ...meant.flatMap(({ key, comment }) => ['j', key, comment, 'Ctrl+Enter']));
      for (const { requestId, verdict, comment } of meant) await expectDecision(requestId, verdict, comment);
      expect(await openDialog(chen).count()).toBe(0);
    },
  );

  it('has what was typed after a refused verdict key do nothing: no letter of the comment opens another request', async () => {
    const { typist, ids, chen } = await listOf(3, 1);
    await org.decide('POINTS-REDEMPTION', ids[1]!, 'rejected', { as: OTHER_CHECKER });
    await chen.page.locator(`tr[data-request="${ids[1]!}"]`).getByText('Changed').waitFor();
    await typist.type('j', 'j', 'a', 'n0 asks karajan jars', 'Ctrl+Enter', 'j', 's', 'mend it', 'Ctrl+Enter');
    await expectDecision(ids[2]!, 'sent-back', 'mend it');
    await chen.page.getByText('What you typed after it was not used.').waitFor();
    expect((await org.read(ids[0]!)).state).toBe('AdminTask');
    await org.decide('POINTS-REDEMPTION', ids[0]!, 'rejected');
  });

  it('says what was not decided, and opens it again with its comment', async () => {
    const { typist, ids, chen } = await listOf(2, 1);
    chen.expects(/the server responded with a status of 503/);
    const refusal = { errors: [{ code: 2110, message: 'Too busy.' }], warnings: [] };
    let refusals = 0;
    await chen.page.route('**/decisions', (route) => {
      const isFirst = route.request().postData()?.includes(ids[0]!) === true && refusals === 0;
      if (!isFirst) return route.continue();
      refusals += 1;
      return route.fulfill({ status: 429, json: refusal });
    });
    await typist.type('j', 'a', 'first asks', 'Ctrl+Enter', 'j', 'r', 'second asks', 'Ctrl+Enter');
    await expectDecision(ids[1]!, 'rejected', 'second asks');
    const told = chen.page.getByRole('region', { name: 'Decisions that were sent' });
    await told.getByText('Too busy.').waitFor();
    expect((await org.read(ids[0]!)).state).toBe('AdminTask');
    await told.getByRole('button', { name: 'Open again' }).click();
    expect(await openDialog(chen).getByLabel('Comment').inputValue()).toBe('first asks');
    await typist.type('Ctrl+Enter');
    await expectDecision(ids[0]!, 'approved', 'first asks');
    await told.waitFor({ state: 'detached' });
  });

  it('says how many keys were typed while another dialog was being sent, and adds none of them to what is sent', async () => {
    const requestId = await org.submitted(redemption(customer(6)));
    const maya = await browser.visitor();
    await maya.signInAs('Maya Maker', `/requests/${requestId}`);
    await maya.page.route('**/withdraw', async (route) => {
      await later(500);
      await route.fulfill({ status: 409, json: { errors: [{ code: 2002, message: 'It no longer waits.' }], warnings: [] } });
    });
    await maya.page.getByRole('button', { name: 'Withdraw it' }).focus();
    await (await Typist.at(maya.page)).type('Enter', 'my mistake', 'Ctrl+Enter', 'too late');
    await openDialog(maya).getByText('8 keys typed while it was sent were not used.').waitFor();
    expect(await openDialog(maya).getByLabel('Why (optional)').inputValue()).toBe('my mistake');
  });

  it('submits by Ctrl+Enter, and says what is missing instead of losing the key', async () => {
    const { typist, ids } = await listOf(1, 6);
    await typist.type('j', 'a', 'Tab', 'Enter', 'seen', 'Ctrl+Enter');
    await expectDecision(ids[0]!, 'approved', 'seen');
  });

  it.each(EXTREMES)('decides on many at once: CPU %d× slower', async (slowdown) => {
    const { typist, ids, chen } = await listOf(2 * VERDICTS.length, slowdown);
    for (const [at, { key, verdict }] of VERDICTS.entries()) {
      await typist.type('j', 'x', 'j', 'x', key, `both ${key}`, 'Tab', 'Enter');
      for (const requestId of ids.slice(2 * at, 2 * at + 2)) await expectDecision(requestId, verdict, `both ${key}`);
      await chen.page.getByText(`2 ${DONE[verdict]}.`, { exact: true }).waitFor();
      expect(await openDialog(chen).count()).toBe(0);
    }
  });

  it.each(EXTREMES)('decides on the page of a request: CPU %d× slower', async (slowdown) => {
    const chen = await browser.visitor();
    await chen.signInAs('Chen Checker');
    for (const { key, verdict, tabs } of VERDICTS) {
      // Of somebody who asked for nothing alike: of that one would be warned, and who types as fast has not read it.
      const requestId = await org.submitted(redemption(customer((lastAlone += 1))));
      await chen.open(`/requests/${requestId}`);
      await chen.page.getByLabel('Comment').focus();
      const typist = await Typist.at(chen.page, slowdown);
      await typist.type(`page ${key}`, ...Array<string>(tabs).fill('Tab'), 'Enter', 'Enter');
      await expectDecision(requestId, verdict, `page ${key}`);
      await typist.leave();
    }
  });

  it('answers every other dialog too: a withdrawal, a pause, the name of a view', async () => {
    const requestId = await org.submitted(redemption(customer(6)));
    const maya = await browser.visitor();
    await maya.signInAs('Maya Maker', `/requests/${requestId}`);
    await maya.page.getByRole('button', { name: 'Withdraw it' }).focus();
    await (await Typist.at(maya.page, 6)).type('Enter', 'my mistake', 'Ctrl+Enter');
    await org.when(requestId, ({ state }) => state === 'withdrawn');
    await maya.page.getByText(/took it back before anybody decided: .*my mistake/).waitFor();

    const olga = await browser.visitor();
    await olga.signInAs('Olga Operator', '/operations');
    const operator = await Typist.at(olga.page, 6);
    await olga.page.getByRole('button', { name: 'Pause Goodwill points' }).focus();
    await operator.type('Enter', 'Tab', 'Enter', 'for maintenance', 'Tab', 'Enter');
    await olga.page.getByText(/: for maintenance$/).waitFor();
    await olga.page.getByRole('button', { name: 'Resume Goodwill points' }).focus();
    await operator.type('Enter', 'Ctrl+Enter');
    await olga.page.getByRole('button', { name: 'Pause Goodwill points' }).waitFor();

    const chen = await browser.visitor();
    await chen.signInAs('Chen Checker', '/?states=any');
    await chen.page.getByRole('button', { name: 'Save this list as a view' }).focus();
    await (await Typist.at(chen.page, 6)).type('Enter', 'Mine', 'Enter');
    await chen.page.getByRole('button', { name: 'Mine' }).waitFor();
  });

  it('never has one question replaced by another, and walks no list behind it', async () => {
    const chen = await browser.visitor();
    const requestId = await org.submitted(redemption(customer(4)));
    await chen.signInAs('Chen Checker');
    await chen.page.locator(`#request-${requestId}`).waitFor();
    const typist = await Typist.at(chen.page, 6);
    await typist.type('j', 'a', ...Array<string>(40).fill('Tab'));
    await chen.page.getByRole('dialog', { name: 'Approve' }).waitFor();
    expect(await isBehindDialog(chen)).toBe(false);
    const reject = chen.page.locator(`[data-request="${requestId}"] button[aria-label^="Reject"]`);
    const isReached = await reject.click({ timeout: 500 }).then(
      () => true,
      () => false,
    );
    expect(isReached).toBe(false);
    await reject.dispatchEvent('click');
    expect(await openDialog(chen).count()).toBe(1);
    expect(await chen.page.getByRole('dialog', { name: 'Approve' }).isVisible()).toBe(true);
    await typist.type('Escape');
    await openDialog(chen).waitFor({ state: 'detached' });
    expect((await org.read(requestId)).state).toBe('AdminTask');
    await org.decide('POINTS-REDEMPTION', requestId, 'rejected');
  });

  /** A checker before a list of as many new requests, which `j` leads to one after the other. */
  async function listOf(count: number, slowdown: number): Promise<{ typist: Typist; ids: readonly string[]; chen: Visitor }> {
    const ids: string[] = [];
    while (ids.length < count) ids.unshift(await org.submitted(redemption(customer(ids.length + 1))));
    const chen = await browser.visitor();
    await chen.signInAs('Chen Checker');
    await chen.page.locator(`#request-${ids[0]!}`).waitFor();
    return { typist: await Typist.at(chen.page, slowdown), ids, chen };
  }

  async function expectDecision(requestId: string, verdict: string, comment: string): Promise<void> {
    const { details } = await org.when(requestId, (request) => request.details.decisions.length > 0);
    expect(details.decisions.map((one) => [one.decision, one.comment])).toEqual([[verdict, comment]]);
  }
});

function openDialog({ page }: Visitor) {
  return page.getByRole('dialog');
}
