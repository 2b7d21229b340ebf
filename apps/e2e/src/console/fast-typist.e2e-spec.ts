import { customer, redemption } from '../support/submissions';
import type { TestOrg } from '../support/test-org';
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

describe('somebody who types faster than the page can follow', () => {
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
      await openDialog(chen).getByRole('button', { name: 'Back to the list' }).waitFor();
      await typist.type('Enter');
      await openDialog(chen).waitFor({ state: 'detached' });
    }
  });

  it.each(EXTREMES)('decides on the page of a request: CPU %d× slower', async (slowdown) => {
    const chen = await browser.visitor();
    await chen.signInAs('Chen Checker');
    for (const { key, verdict, tabs } of VERDICTS) {
      const requestId = await org.submitted(redemption(customer(3)));
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
    await maya.page
      .getByText(/my mistake/)
      .first()
      .waitFor();

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
