import { waitFor } from '@countersign/local-servers';
import { customer, goodwill, redemption } from '../support/submissions';
import { TestStack } from '../support/test-stack';
import { Gate } from './gate';
import { decideWith } from './people-acts';
import { TestBrowser } from './test-browser';
import type { Visitor } from './visitor';

/** Where the people whom development offers work. */
const ORG = 0;
/** Longer than the console waits for an answer. */
const PATIENCE_MS = 30_000;
/** A warning counts as seen after half a second. */
const TO_READ_MS = 600;
/** So often a decision is sent in all. */
const ALL_TRIES = 4;
const DECISIONS = '/request-workflow/decisions';

describe('a console whose gateway has fallen silent', () => {
  let on: TestStack;
  let browser: TestBrowser;

  beforeAll(async () => {
    on = await TestStack.start();
    browser = await TestBrowser.start(on.stack.gatewayUrl);
  });
  afterAll(async () => {
    await browser.stop();
    await on.stop();
  });
  afterEach(() => browser.farewell());

  /** It reaches the gateway when it is let go. */
  async function approvalUnderWay(requestId: string): Promise<{ readonly chen: Visitor; readonly held: Gate }> {
    const [chen, held] = [await browser.visitor(), new Gate()];
    await chen.signInAs('Chen Checker', `/requests/${requestId}`);
    await chen.page.route(`**${DECISIONS}`, async (route) => {
      await held.opened;
      await route.continue();
    });
    await decideWith(chen.page.getByRole('main'), 'Approve', 'Seen at the till.');
    await chen.page.getByText('Your decision is being sent…').waitFor();
    return { chen, held };
  }

  it('repeats a decision of which no answer came, and tells it as it is: counted once', async () => {
    const org = on.org(ORG);
    const requestId = await org.submitted(redemption(customer(1)));
    const chen = await browser.visitor();
    chen.expects(/Failed to load resource/);
    await chen.signInAs('Chen Checker', `/requests/${requestId}`);
    await chen.page.getByText('No request for the same has taken effect before').waitFor();
    const keys: (string | undefined)[] = [];
    chen.page.on('request', (request) => {
      if (request.url().endsWith(DECISIONS)) keys.push(request.headers()['idempotency-key']);
    });
    // Falls silent with the decision, after the last look-up before it.
    await chen.page.route(`**${DECISIONS}`, async (route) => {
      on.stack.gateway.pause();
      await route.continue();
    });
    const isLost = chen.page.waitForEvent('requestfailed', {
      predicate: (request) => request.url().endsWith(DECISIONS),
      timeout: PATIENCE_MS,
    });
    try {
      await decideWith(chen.page.getByRole('main'), 'Approve', 'Seen at the till.');
      await isLost;
      await chen.page.unroute(`**${DECISIONS}`);
    } finally {
      on.stack.gateway.resume();
    }
    await chen.page.getByText('Approved and done').first().waitFor();
    await waitFor(() => keys.length > 1, { what: 'a second try', deadlineMs: PATIENCE_MS, every: 100 });
    expect(new Set(keys).size).toBe(1);
    const { details } = await org.settled(requestId);
    expect(details.decisions).toHaveLength(1);
    expect(await org.effectsOf(requestId)).toHaveLength(1);
  });

  it('tells in the list of a decision that was made on its page and not counted, and opens it again with its comment', async () => {
    const org = on.org(ORG);
    const requestId = await org.submitted(redemption(customer(2), { points_redeemed: '433' }));
    const chen = await browser.visitor();
    chen.expects(/Failed to load resource/);
    await chen.signInAs('Chen Checker', `/requests/${requestId}`);
    const [sent, held] = [new Gate(), new Gate()];
    await chen.page.route(`**${DECISIONS}`, async (route) => {
      sent.open();
      await held.opened;
      // What the gateway says itself, the empty reference with it.
      const errors = [{ code: 2109, message: 'Too many calls at once.', reference: null }];
      await route.fulfill({ status: 429, json: { data: null, errors, warnings: null } });
    });
    await decideWith(chen.page.getByRole('main'), 'Approve', 'Seen at the till.');
    await sent.opened;
    await chen.page.getByRole('link', { name: 'Inbox' }).first().click();
    const row = chen.page.getByRole('row', { name: /433/ });
    await row.getByText('Your decision is being sent…').last().waitFor();
    held.open();
    const panel = chen.page.getByRole('region', { name: 'Decisions that were sent' });
    await panel.getByText(/^Not approved: Redeem 433/).waitFor();
    await panel.getByText(/^Too many calls at once/).waitFor();
    await chen.page.unroute(`**${DECISIONS}`);
    await panel.getByRole('button', { name: 'Open again' }).click();
    expect(await chen.page.getByRole('dialog').getByLabel('Comment').inputValue()).toBe('Seen at the till.');
    await chen.page.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
    expect((await org.settled(requestId)).details.decisions).toHaveLength(1);
  });

  it('says of a decision whose answers were all lost that it is not known, until the request tells what became of it', async () => {
    const org = on.org(ORG);
    const requestId = await org.submitted(redemption(customer(6), { points_redeemed: '437' }));
    const chen = await browser.visitor();
    chen.expects(/Failed to load resource/);
    await chen.signInAs('Chen Checker');
    const [reading, lost] = [new Gate(), new Gate()];
    let tries = 0;
    await chen.page.route(`**${DECISIONS}`, async (route) => {
      tries += 1;
      await route.fetch();
      await route.abort();
    });
    await chen.page.route(`**/requests/${requestId}`, async (route) => {
      // Before each try it is read, too.
      if (tries === ALL_TRIES) {
        lost.open();
        await reading.opened;
      }
      await route.continue();
    });
    const row = chen.page.getByRole('row', { name: /437/ });
    await row.getByRole('link').first().focus();
    await chen.page.keyboard.press('a');
    await decideWith(chen.page.getByRole('dialog'), 'Approve', 'Seen at the till.');
    await chen.page.getByText(/^Not known whether approved: Redeem 437/).waitFor({ timeout: PATIENCE_MS });
    await lost.opened;
    reading.open();
    await chen.page.getByRole('region', { name: 'Decisions that were sent' }).waitFor({ state: 'detached' });
    await row.getByText('Approved and done').last().waitFor();
    expect((await org.settled(requestId)).details.decisions).toHaveLength(1);
  });

  it('has the browser ask on every page before it is left while a decision is being sent', async () => {
    const org = on.org(ORG);
    const requestId = await org.submitted(redemption(customer(7)));
    const { chen, held } = await approvalUnderWay(requestId);
    await chen.goTo('Overview');
    const [question] = await Promise.all([chen.page.waitForEvent('dialog'), chen.page.close({ runBeforeUnload: true })]);
    expect(question.type()).toBe('beforeunload');
    await question.dismiss();
    held.open();
    expect((await org.settled(requestId)).details.decisions).toHaveLength(1);
  });

  it('asks before somebody signs out while a decision is being sent', async () => {
    const org = on.org(ORG);
    const requestId = await org.submitted(redemption(customer(3)));
    const { chen, held } = await approvalUnderWay(requestId);
    await chen.page.getByRole('button', { name: 'Account of Chen Checker' }).click();
    await chen.page.getByRole('menuitem', { name: 'Sign out' }).click();
    const dialog = chen.page.getByRole('dialog', { name: 'Sign out?' });
    await dialog.getByText(/^1 decision of yours is still being sent/).waitFor();
    held.open();
    await dialog.getByText('None of your decisions is being sent any more.').waitFor();
    await dialog.getByRole('button', { name: 'Sign out' }).click();
    await chen.page.getByRole('heading', { name: 'Sign in', exact: true }).waitFor();
    expect((await org.settled(requestId)).details.decisions).toHaveLength(1);
  });

  it('asks before somebody signs out of a decision that was not counted, and forgets it only then', async () => {
    const org = on.org(ORG);
    const requestId = await org.submitted(redemption(customer(5), { points_redeemed: '436' }));
    const chen = await browser.visitor();
    chen.expects(/Failed to load resource/);
    await chen.signInAs('Chen Checker', `/requests/${requestId}`);
    await chen.page.route(`**${DECISIONS}`, (route) => {
      const errors = [{ code: 2109, message: 'Too many calls at once.', reference: null }];
      return route.fulfill({ status: 429, json: { data: null, errors, warnings: null } });
    });
    await decideWith(chen.page.getByRole('main'), 'Approve', 'Seen at the till.');
    const notCounted = chen.page.getByText(/^Not approved: Redeem 436/);
    await notCounted.waitFor();
    const leave = async (): Promise<void> => {
      await chen.page.getByRole('button', { name: 'Account of Chen Checker' }).click();
      await chen.page.getByRole('menuitem', { name: 'Sign out' }).click();
    };
    const dialog = chen.page.getByRole('dialog', { name: 'Sign out?' });
    await leave();
    await dialog.getByText(/^1 decision of yours was not counted/).waitFor();
    await dialog.getByRole('button', { name: 'Stay' }).click();
    await notCounted.waitFor();
    await leave();
    await dialog.getByRole('button', { name: 'Sign out' }).click();
    await chen.page.getByRole('heading', { name: 'Sign in', exact: true }).waitFor();
    expect((await org.read(requestId)).details.decisions).toHaveLength(0);
  });

  it('lets no approval overtake the warning that the same was asked for before', async () => {
    const org = on.org(ORG);
    const submission = goodwill(customer(4), { points: 44 });
    const earlier = await org.submitted(submission);
    await org.decide(submission.type, earlier, 'approved', { headers: { prefer: 'respond-async' } });
    await org.settled(earlier);
    const requestId = await org.submitted(submission);
    const chen = await browser.visitor();
    const held = new Gate();
    await chen.page.route('**/v3/duplicates?**', async (route) => {
      await held.opened;
      await route.continue();
    });
    await chen.signInAs('Chen Checker', `/requests/${requestId}`);
    await chen.page.getByText('Looking up whether the same was asked for before…').waitFor();
    await decideWith(chen.page.getByRole('main'), 'Approve', 'Seen at the till.');
    await chen.page.getByText('Your decision is being sent…').waitFor();
    held.open();
    const panel = chen.page.getByRole('region', { name: 'Decisions that were sent' });
    await panel.getByText(/was approved and executed\. You decided before you could have read this, so nothing was decided/).waitFor();
    expect((await org.read(requestId)).details.decisions).toEqual([]);
    // Who has seen it may approve it all the same.
    await panel.getByRole('button', { name: 'Open again' }).click();
    const dialog = chen.page.getByRole('dialog');
    await dialog.getByText(/by a request that was approved and executed/).waitFor();
    await chen.page.waitForTimeout(TO_READ_MS);
    await dialog.getByRole('button', { name: 'Approve' }).click();
    expect((await org.settled(requestId)).details.decisions).toHaveLength(1);
  });
});
