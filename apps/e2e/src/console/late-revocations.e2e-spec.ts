import type { Locator, Page } from 'playwright-core';
import type { RequestView } from '../support/request-view';
import { customer, goodwill, redemption } from '../support/submissions';
import { CONFIGURATOR, type Person, type TestOrg } from '../support/test-org';
import { TestStack } from '../support/test-stack';
import { decideWith } from './people-acts';
import { TestBrowser } from './test-browser';

const HALF_A_MINUTE_MS = 31_000;
const SPARE_MS = 9_000;
const isApproved = ({ details: { decisions } }: RequestView): boolean => decisions[0]?.decision === 'approved';
const TOO_BUSY = { errors: [{ code: 2110, message: 'Too busy.' }], warnings: [] };
const HELD_BACK = /Maker revoked\. You decided before you could have read this, so nothing was decided/;

describe('a checker whose page was read before the gateway warned', () => {
  let on: TestStack;
  let org: TestOrg;
  let browser: TestBrowser;
  let makers = 300;

  beforeAll(async () => {
    on = await TestStack.start();
    org = on.org(0);
    browser = await TestBrowser.start(on.stack.gatewayUrl);
  });
  afterAll(async () => {
    await browser.stop();
    await on.stop();
  });
  afterEach(() => browser.farewell());

  interface Asked {
    readonly requestId: string;
    readonly points: string;
    readonly revoke: () => Promise<void>;
  }

  /** Of a maker of its own, who can be revoked. */
  async function asked(): Promise<Asked> {
    makers += 1;
    const dan: Person = { id: makers, name: 'dismissed.dan', grants: ['CanMakeRequest'] };
    const points = String(makers);
    const requestId = await org.submitted(redemption(customer(makers - 240), { points_redeemed: points }), { as: dan });
    const revoke = async (): Promise<void> => {
      const body = { userId: dan.id, reason: 'Dismissed for fraud.' };
      expect((await org.call({ method: 'POST', path: '/v3/revocations', body, as: CONFIGURATOR })).status).toBe(200);
    };
    return { requestId, points, revoke };
  }
  async function visit(place?: string): Promise<Page> {
    const visitor = await browser.visitor();
    await visitor.page.clock.install();
    await visitor.signInAs('Chen Checker', place);
    return visitor.page;
  }
  /** By a clock that is put forward the tab takes the hub for dead, and reads again for that. */
  async function visitInRealTime(place?: string): Promise<Page> {
    const visitor = await browser.visitor();
    await visitor.signInAs('Chen Checker', place);
    return visitor.page;
  }
  const rowOf = (page: Page, points: string): Locator =>
    page.getByRole('row').filter({ hasText: new RegExp(points.replace(/^(.)/, '$1,?')) });
  const warningIn = (place: Locator, name: string): Locator => place.getByRole('alert', { name });
  const decisionsOf = async (requestId: string): Promise<number> => (await org.read(requestId)).details.decisions.length;

  it('is told in the row and on the page within half a minute, and in the dialog that is opened then', async () => {
    const { requestId, points, revoke } = await asked();
    const [list, page] = [await visitInRealTime(), await visitInRealTime(`/requests/${requestId}`)];
    const row = rowOf(list, points);
    await row.waitFor();
    await page.getByRole('button', { name: 'Approve', exact: true }).waitFor();
    await revoke();
    const soon = { timeout: HALF_A_MINUTE_MS + SPARE_MS };
    await Promise.all([row.getByText('Maker revoked').waitFor(soon), warningIn(page.getByRole('main'), 'Maker revoked').waitFor(soon)]);
    await row.getByRole('link').first().focus();
    await list.keyboard.press('a');
    await warningIn(list.getByRole('dialog'), 'Maker revoked').waitFor();
  });

  it('is told in the dialog though the list behind it knows nothing yet, and in one that stands open', async () => {
    const [first, second] = [await asked(), await asked()];
    const page = await visit();
    for (const { points } of [first, second]) await rowOf(page, points).waitFor();
    await first.revoke();
    await rowOf(page, first.points)
      .getByRole('button', { name: /^Approve/ })
      .click();
    await warningIn(page.getByRole('dialog'), 'Maker revoked').waitFor();
    await page.keyboard.press('Escape');
    await rowOf(page, second.points)
      .getByRole('button', { name: /^Approve/ })
      .click();
    await page.getByRole('dialog').getByText('No request for the same has taken effect before').waitFor();
    await second.revoke();
    await page.clock.fastForward(HALF_A_MINUTE_MS);
    await warningIn(page.getByRole('dialog'), 'Maker revoked').waitFor();
  });

  it('is told in the dialog by the list behind it, though nothing can be looked up', async () => {
    const { points, revoke } = await asked();
    const visitor = await browser.visitor();
    visitor.expects(/the server responded with a status of 429/);
    const { page } = visitor;
    await page.route('**/v3/duplicates?**', (route) => route.fulfill({ status: 429, json: TOO_BUSY }));
    await visitor.signInAs('Chen Checker');
    await rowOf(page, points)
      .getByRole('button', { name: /^Approve/ })
      .click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('It could not be checked').waitFor();
    await revoke();
    await asked();
    await warningIn(dialog, 'Maker revoked').waitFor();
  });

  it('approves nothing before that, and can after having read it', async () => {
    const { requestId, revoke } = await asked();
    const page = await visit(`/requests/${requestId}`);
    await page.getByText('No request for the same has taken effect before').waitFor();
    await revoke();
    await decideWith(page.getByRole('main'), 'Approve', 'As I have seen it.');
    await page.getByRole('region', { name: 'Decisions that were sent' }).getByText(HELD_BACK).waitFor();
    expect(await decisionsOf(requestId)).toBe(0);
    await warningIn(page.getByRole('main'), 'Maker revoked').waitFor();
    await page.clock.runFor(1_000);
    await page.getByRole('button', { name: 'Approve', exact: true }).click();
    await org.when(requestId, isApproved);
  });

  it('holds back of many those alone whose makers were revoked', async () => {
    const [kept, revoked] = [await asked(), await asked()];
    const page = await visit();
    for (const { points } of [kept, revoked]) await rowOf(page, points).getByRole('checkbox').check();
    await page.keyboard.press('a');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('No request for the same has taken effect before').waitFor();
    await revoked.revoke();
    await dialog.getByLabel('Comment').fill('Both as seen.');
    await page.keyboard.press('Control+Enter');
    await org.when(kept.requestId, isApproved);
    await page.getByRole('button', { name: 'How it went' }).click();
    await page.getByRole('dialog').getByText(HELD_BACK).waitFor();
    expect(await decisionsOf(revoked.requestId)).toBe(0);
  });

  it('is told of all else that is warned of wherever one approves', async () => {
    await org.agreeOnPolicy('GOODWILL-POINTS', { autoApproval: { mode: 'up-to', amount: 50 }, uncapped: true });
    const carl: Person = { ...CONFIGURATOR, grants: [...CONFIGURATOR.grants, 'CanMakeRequest'] };
    const requestId = await org.submitted(goodwill(customer(90), { points: 33 }), { as: carl });
    const page = await visit();
    const row = page.getByRole('row', { name: /33 goodwill points/ });
    await row.getByText('Maker’s own policy').waitFor();
    await row.getByRole('button', { name: /^Approve/ }).click();
    await warningIn(page.getByRole('dialog'), 'Maker’s own policy').waitFor();
    await page.goto(`/console/requests/${requestId}`);
    await warningIn(page.getByRole('main'), 'Maker’s own policy').waitFor();
  });
});
