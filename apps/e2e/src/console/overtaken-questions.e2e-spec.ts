import type { Page, Request } from 'playwright-core';
import { type Answer, jsonOf } from '../support/http';
import { OPERATOR, Operators } from '../support/operators';
import { customer, goodwill } from '../support/submissions';
import { CONFIGURATOR, OTHER_CONFIGURATOR, type TestOrg } from '../support/test-org';
import { TestStack } from '../support/test-stack';
import { TestBrowser } from './test-browser';

const CHANGED = 'This has changed since you opened it';
/** What a page looks up when somebody comes back to it after this time. */
const LATER_MS = 31_000;

/** A simulation of the past changes nothing. */
const isSent = (request: Request): boolean => request.method() !== 'GET' && !request.url().endsWith('/simulate');

describe('an open question, when others change what it is about', () => {
  let on: TestStack;
  let org: TestOrg;
  let operators: Operators;
  let browser: TestBrowser;
  let posts: string[];

  beforeAll(async () => {
    on = await TestStack.start();
    org = on.org(0);
    operators = new Operators(org);
    browser = await TestBrowser.start(on.stack.gatewayUrl);
  });
  afterAll(async () => {
    await browser.stop();
    await on.stop();
  });
  beforeEach(() => (posts = []));
  afterEach(() => browser.farewell());

  async function visit(name: string, place: string): Promise<Page> {
    const visitor = await browser.visitor();
    await visitor.page.clock.install();
    await visitor.signInAs(name, place);
    visitor.page.on('request', (request) => isSent(request) && posts.push(new URL(request.url()).pathname));
    return visitor.page;
  }
  async function comesBack(page: Page): Promise<void> {
    await page.clock.fastForward(LATER_MS);
    await page.evaluate(`window.dispatchEvent(new Event('visibilitychange'))`);
  }
  /** It says so, keeps the words of what was opened, and sends nothing, by button or key. */
  async function saysSo(page: Page, title: string | RegExp): Promise<void> {
    const dialog = page.getByRole('dialog', { name: title });
    await dialog.getByRole('alert', { name: CHANGED }).waitFor();
    expect(await dialog.locator('button[type="submit"]').count()).toBe(0);
    await page.keyboard.press('Control+Enter');
    await dialog.getByRole('button', { name: 'Back' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(posts).toEqual([]);
  }
  const asConfigurator = (method: 'PUT' | 'POST', path: string, body?: object, as = CONFIGURATOR): Promise<Answer> =>
    org.call({ method, path, as, ...(body && { body }) });

  async function held(of: number): Promise<string> {
    await org.spoil({ fault: 'drop-before-effect', match: { customer: customer(of).id } });
    const requestId = await org.approved(goodwill(customer(of)));
    await org.when(requestId, ({ details }) => details.executionState === 'needs-review');
    return requestId;
  }
  const withdraw = (requestId: string, proposal: number): Promise<Answer> =>
    org.call({ method: 'POST', path: `/operations/requests/${requestId}/resolution/${proposal}/withdraw`, as: OPERATOR });

  it.each(['retry', 'not-executed'] as const)(
    'confirms no other proposal than the one that was read: the next one says %s',
    async (action) => {
      const requestId = await held(action === 'retry' ? 41 : 42);
      await operators.propose(requestId, { action: 'not-executed', evidence: 'The ledger of the customer shows nothing.' });
      const omar = await visit('Omar Operator', `/operations/reviews/${requestId}`);
      await omar.getByRole('button', { name: 'Confirm…' }).click();
      expect((await withdraw(requestId, 1)).status).toBe(200);
      expect((await operators.propose(requestId, { action, evidence: 'Nobody has looked.' })).status).toBe(200);
      await saysSo(omar, 'Confirm: It did not take effect, and is not wanted any more');
      await omar.getByText('Nobody has looked.').waitFor();
      await omar.getByRole('button', { name: 'Confirm…' }).click();
      await omar.getByRole('dialog').getByRole('button', { name: 'Confirm', exact: true }).click();
      await omar.getByText('Confirmed.').waitFor();
      expect(posts).toEqual([`/operations/requests/${requestId}/resolution/2/confirm`]);
    },
  );

  it('confirms nothing when the proposal was only taken back', async () => {
    const requestId = await held(43);
    await operators.propose(requestId, { action: 'retry', evidence: 'The ledger shows nothing.' });
    const omar = await visit('Omar Operator', `/operations/reviews/${requestId}`);
    await omar.getByRole('button', { name: 'Confirm…' }).click();
    await withdraw(requestId, 1);
    await saysSo(omar, 'Confirm: It did not take effect: send it again');
  });

  it('ends no other pause than the one that was read', async () => {
    await operators.pause('goodwill-points', 'The loyalty API is slow.');
    const olga = await visit('Olga Operator', '/operations');
    await olga.getByRole('button', { name: 'Resume Goodwill points' }).click();
    await operators.resume('goodwill-points');
    await operators.pause('goodwill-points', 'Somebody grants points to themselves.');
    await saysSo(olga, 'Resume goodwill points');
    await olga.getByText('Somebody grants points to themselves.').waitFor();
    await operators.resume('goodwill-points');
  });

  it('approves no version on top of another one than was compared', async () => {
    const propose = (amount: number) =>
      asConfigurator('PUT', '/policies/GOODWILL-POINTS', { autoApproval: { mode: 'up-to', amount }, uncapped: true });
    const version = (jsonOf(await propose(5)) as { data: { version: number } }).data.version;
    await propose(6);
    const carl = await visit('Carl Configurator', '/policies?type=goodwill-points');
    await carl.getByRole('button', { name: 'Approve…' }).first().click();
    const title = await carl.getByRole('dialog').getByRole('heading').innerText();
    const other = title.includes(String(version)) ? version + 1 : version;
    expect((await asConfigurator('POST', `/policies/GOODWILL-POINTS/${other}/approve`, undefined, OTHER_CONFIGURATOR)).status).toBe(200);
    await comesBack(carl);
    await saysSo(carl, title);
  });

  it.each(['Change…', 'Change the secret…', 'Delete…'])('changes no other webhook than was read: %s', async (item) => {
    const name = `crm ${item.replace('…', '')}`;
    const { endpoint } = await org.subscribe({ name });
    const carl = await visit('Carl Configurator', '/webhooks');
    await carl.getByRole('button', { name: `What can be done with ${name}` }).click();
    await carl.getByRole('menuitem', { name: item, exact: true }).click();
    const title = await carl.getByRole('dialog').getByRole('heading').first().innerText();
    const body = { ...endpoint.body, name: `${name} of somebody` };
    expect((await asConfigurator('PUT', `/v3/webHooks/${endpoint.endpointId}`, body)).status).toBe(200);
    await comesBack(carl);
    await saysSo(carl, title);
  });
});
