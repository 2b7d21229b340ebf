import { issueToken } from '@countersign/local-stack';
import { customer, redemption } from '../support/submissions';
import { TestStack } from '../support/test-stack';
import { choose, goodwillFile } from './files';
import { Gate } from './gate';
import { signInWithToken } from './people-acts';
import { TestBrowser } from './test-browser';
import type { Visitor } from './visitor';

const [FIRST, SECOND] = [0, 1];
/** So many rows of a file are on their way at once. */
const LANES = 4;
/** So long a notice takes to vanish, and less than it stands. */
const FADING_MS = 1_000;

describe('a change of the org that one works in', () => {
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

  async function someoneOfBoth(grant: 'CanMakeRequest' | 'CanCheckRequest', place: string): Promise<Visitor> {
    const subject = { userId: 2301, name: 'Bo Both', orgId: FIRST, alsoIn: [SECOND], grants: [grant] } as const;
    const visitor = await browser.visitor();
    await visitor.open(place);
    await signInWithToken(visitor, await issueToken(on.stack.parts.keys, subject));
    await visitor.page.getByRole('button', { name: `Account of Bo Both, org ${FIRST}` }).waitFor();
    return visitor;
  }

  const soughtCustomer = ({ page }: Visitor) => page.getByRole('textbox', { name: 'Customer' });

  async function chooseOrg({ page }: Visitor, orgId: number): Promise<void> {
    await page.getByRole('button', { name: /^Account of/ }).click();
    await page.getByRole('menuitem', { name: `Org ${orgId}` }).click();
  }

  async function workIn(visitor: Visitor, orgId: number): Promise<void> {
    await chooseOrg(visitor, orgId);
    await visitor.page.getByRole('button', { name: `Account of Bo Both, org ${orgId}` }).waitFor();
  }

  it('leaves no mark, no list and no filter of the org before, so that no key decides on its requests', async () => {
    for (const [number, points] of ['421', '422'].entries())
      await on.org(FIRST).submitted(redemption(customer(number + 1), { points_redeemed: points }));
    await on.org(SECOND).submitted(redemption(customer(3), { points_redeemed: '423' }));
    const bo = await someoneOfBoth('CanCheckRequest', '/');
    const { page } = bo;
    await page.getByLabel('Mark all on this page that you can decide on').check();
    await page.getByText('2 requests marked').waitFor();
    await soughtCustomer(bo).fill('typed and not applied');
    await workIn(bo, SECOND);
    await page.getByRole('row', { name: /Redeem 423/ }).waitFor();
    expect(await page.getByText(/requests? marked/).count()).toBe(0);
    expect(await page.getByRole('row', { name: /Redeem 42[12]/ }).count()).toBe(0);
    expect(await soughtCustomer(bo).inputValue()).toBe('');
    await page.getByRole('heading', { level: 1, name: 'Inbox' }).click();
    await page.keyboard.press('a');
    // What the key opened stands before whatever is looked for next.
    expect(await page.getByRole('dialog').count()).toBe(0);
  });

  it('takes what was told of the org before off the screen', async () => {
    const bo = await someoneOfBoth('CanCheckRequest', '/');
    const { page } = bo;
    // Notices go by themselves after a while: here that while does not pass.
    await page.clock.install();
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Inbox' }).waitFor();
    await page.clock.pauseAt(Date.now() + 60_000);
    await page.keyboard.press('n');
    const notice = page.getByText('Nothing is new in this list.');
    await notice.waitFor();
    await workIn(bo, SECOND);
    await page.clock.runFor(FADING_MS);
    await notice.waitFor({ state: 'detached' });
  });

  it('takes no customer that was sought in one org to the list of the other, also over Back', async () => {
    await on.org(SECOND).submitted(redemption(customer(4), { points_redeemed: '424' }));
    const bo = await someoneOfBoth('CanCheckRequest', '/');
    const { page } = bo;
    await soughtCustomer(bo).fill('nobody-of-this-org');
    await page.getByRole('button', { name: 'Filter', exact: true }).click();
    await page.getByRole('button', { name: 'Clear filters' }).waitFor();
    await workIn(bo, SECOND);
    await page.getByRole('row', { name: /Redeem 424/ }).waitFor();
    await bo.goTo('Overview');
    await page.goBack();
    await page.getByRole('row', { name: /Redeem 424/ }).waitFor();
    expect(await soughtCustomer(bo).inputValue()).toBe('');
  });

  it('says of a request of the org before that it is not known, and shows no comment that was begun on it', async () => {
    const requestId = await on.org(FIRST).submitted(redemption(customer(5), { points_redeemed: '425' }));
    const bo = await someoneOfBoth('CanCheckRequest', `/requests/${requestId}`);
    const { page } = bo;
    await page.getByLabel('Comment').fill('Begun in the first org.');
    await workIn(bo, SECOND);
    await page.getByRole('main').getByRole('alert').waitFor();
    expect(await page.getByText('Redeem 425').count()).toBe(0);
    expect(await page.getByLabel('Comment').count()).toBe(0);
    await workIn(bo, FIRST);
    await page.getByText('Redeem 425').first().waitFor();
    expect(await page.getByLabel('Comment').inputValue()).toBe('Begun in the first org.');
  });

  it('keeps what was typed into a form in the org in which it was typed', async () => {
    const bo = await someoneOfBoth('CanMakeRequest', '/new?type=points-redemption');
    const { page } = bo;
    const reference = page.getByLabel('Reference').first();
    await reference.fill('OF-THE-FIRST-ORG');
    await workIn(bo, SECOND);
    await reference.waitFor();
    expect(await reference.inputValue()).toBe('');
    await page.reload();
    await reference.waitFor();
    expect(await reference.inputValue()).toBe('');
    await workIn(bo, FIRST);
    expect(await reference.inputValue()).toBe('OF-THE-FIRST-ORG');
  });

  it('is asked about while an upload runs, and submits no row of it in the other org', async () => {
    const bo = await someoneOfBoth('CanMakeRequest', '/upload?type=goodwill-points');
    const { page } = bo;
    const rows = Array.from({ length: 12 }, (_, number) => ({ reference: `ORG-${number}`, customer: customer(number + 10), points: '15' }));
    const [sent, held] = [new Gate(), new Gate()];
    const orgs = new Set<string | undefined>();
    let calls = 0;
    await page.route('**/request-workflow/goodwill-points', async (route) => {
      orgs.add(route.request().headers()['x-cap-api-auth-org-id']);
      calls += 1;
      if (calls === LANES) sent.open();
      await held.opened;
      await route.continue();
    });
    await choose(bo, 'goodwill.csv', goodwillFile(rows));
    await page.getByRole('button', { name: /^Submit 12/ }).click();
    await sent.opened;
    await chooseOrg(bo, SECOND);
    const dialog = page.getByRole('dialog', { name: `Work in org ${SECOND}?` });
    await dialog.getByText(/^1 upload of yours is not done\./).waitFor();
    await dialog.getByRole('button', { name: `Work in org ${SECOND}` }).click();
    await page.getByRole('button', { name: 'Choose a file' }).waitFor();
    const begun = calls;
    held.open();
    await workIn(bo, FIRST);
    await page.getByRole('button', { name: 'Choose a file' }).waitFor();
    expect([...orgs]).toEqual([String(FIRST)]);
    expect(calls).toBe(begun);
  });
});
