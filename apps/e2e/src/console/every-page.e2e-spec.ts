import { waitFor } from '@countersign/local-servers';
import type { Route } from 'playwright-core';
import { customer, earnBadge, goodwill, redemption } from '../support/submissions';
import { TestStack } from '../support/test-stack';
import { firstLoadBytes } from './first-load';
import { overhang, violationsOn } from './looks';
import { signInWithToken } from './people-acts';
import { type Looks, TestBrowser } from './test-browser';
import type { Visitor } from './visitor';

const ORG = 0;
const FIRST_LOAD_LIMIT_BYTES = 300_000;
const EVERYTHING = ['CanMakeRequest', 'CanCheckRequest', 'CanOperateWorkflows', 'CanConfigureWorkflows'] as const;
const LOOKS: readonly Looks[] = [{ scheme: 'light' }, { scheme: 'dark' }, { scheme: 'light', width: 400 }, { scheme: 'dark', width: 400 }];

describe('every page of the console', () => {
  let on: TestStack;
  let browser: TestBrowser;
  let pages: readonly string[];

  beforeAll(async () => {
    on = await TestStack.start({ env: { worker: { LOYALTY_TIMEOUT_MS: '1000' } } });
    browser = await TestBrowser.start(on.stack.gatewayUrl);
    pages = placesOf(await someRequests(on));
  });
  afterAll(async () => {
    await browser.stop();
    await on.stop();
  });
  afterEach(() => browser.farewell());

  it.each(LOOKS)('is accessible and fits its window: %j', async (looks) => {
    const visitor = await browser.visitor(looks);
    const found: string[] = (await signInPageViolations(visitor)).map((violation) => `/sign-in: ${violation}`);
    await signInWithToken(visitor, await everybodysToken(on));
    for (const place of pages) {
      await show(visitor, place);
      found.push(...(await violationsOn(visitor.page)).map((violation) => `${place}: ${violation}`));
      const wider = await overhang(visitor.page);
      if (wider > 0) found.push(`${place} is ${wider} px wider than its window`);
    }
    expect(found).toEqual([]);
  });

  it('is dark where the system is, or where somebody wants it so', async () => {
    const visitor = await browser.visitor({ scheme: 'dark' });
    await visitor.signInAs('Chen Checker');
    const scheme = (): Promise<string | null> => visitor.page.locator('html').getAttribute('data-mantine-color-scheme');
    expect(await scheme()).toBe('dark');
    await visitor.page.getByRole('button', { name: /^Account of/ }).click();
    await visitor.page.getByRole('menuitem', { name: 'Light' }).click();
    expect(await scheme()).toBe('light');
    await visitor.page.reload();
    await visitor.page.getByRole('heading', { level: 1, name: 'Inbox' }).waitFor();
    expect(await scheme()).toBe('light');
  });

  it('costs less than 300 kB until the inbox is there', async () => {
    const visitor = await browser.visitor();
    await visitor.signInAs('Chen Checker');
    expect(await firstLoadBytes(visitor.page, '/console/', 'Requests, newest first')).toBeLessThan(FIRST_LOAD_LIMIT_BYTES);
  });

  it('says when a session has ended, and gives back what was typed', async () => {
    const checker = { id: 2001, name: 'Chen Checker' };
    const { waiting } = await someRequests(on);
    const visitor = await browser.visitor();
    await visitor.open(`/requests/${waiting}`);
    await signInWithToken(visitor, await on.stack.token(checker, ORG, ['CanCheckRequest'], '5s'));
    await visitor.page.getByLabel('Comment').fill('Half a thought');
    await visitor.page.getByText('Your session has ended. Sign in again, and you are back where you were.').waitFor();
    await visitor.page.getByRole('button', { name: /^Chen Checker/ }).click();
    expect(await visitor.page.getByLabel('Comment').inputValue()).toBe('Half a thought');
  });
});

/** Of the page that waits for its settings, and of the whole one. */
async function signInPageViolations(visitor: Visitor): Promise<readonly string[]> {
  const { page } = visitor;
  const held = new Promise<Route>((resolve) => void page.route('**/console/settings.json', resolve, { times: 1 }));
  await visitor.open();
  const settings = page.getByLabel('Loading', { exact: true });
  await settings.waitFor();
  const early = await violationsOn(page);
  await (await held).continue();
  await settings.waitFor({ state: 'detached' });
  await page.getByRole('heading', { level: 1 }).waitFor();
  return [...early, ...(await violationsOn(page))];
}

/** Goes on to the page, as links do, and reads it to its end: no part of it may still be on its way. */
async function show({ page }: Visitor, place: string): Promise<void> {
  await page.getByRole('heading', { level: 1 }).evaluate('(heading) => heading.setAttribute("data-before", "")');
  await page.evaluate(`history.pushState(null, '', ${JSON.stringify(`/console${place}`)})`);
  await page.locator('main:not([inert]) h1:not([data-before])').waitFor();
  const missing = page.locator('[class*="mantine-Skeleton-root"]');
  await waitFor(async () => (await missing.count()) === 0, { what: `all of ${place}`, deadlineMs: 10_000, every: 20 });
}

function everybodysToken({ stack }: TestStack): Promise<string> {
  return stack.token({ id: 9_001, name: 'Alma Allrounder' }, ORG, EVERYTHING);
}

/** No page twice in a row: each has to bring its own heading. */
function placesOf({ waiting, held }: { readonly waiting: string; readonly held: string }): string[] {
  const plain = ['/overview', '/', '/policies?type=points-redemption', '/?states=any', '/operations', '/webhooks'];
  const forms = ['/new', '/upload', '/new?type=points-redemption', '/upload?type=goodwill-points'];
  return [...plain, ...forms, `/requests/${waiting}`, `/operations/reviews/${held}`, `/requests/${held}`];
}

/** One that waits, one that is done, one that is held. */
async function someRequests(on: TestStack): Promise<{ readonly waiting: string; readonly held: string }> {
  const org = on.org(ORG);
  await org.settled(await org.approved(earnBadge(customer(1))));
  await org.spoil({ fault: 'drop-after-effect' });
  const held = await org.approved(goodwill(customer(2)));
  await org.settled(held);
  await on.loyalty.behave();
  return { held, waiting: await org.submitted(redemption(customer(3))) };
}
