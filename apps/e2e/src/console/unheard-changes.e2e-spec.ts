import { customer, redemption } from '../support/submissions';
import { OTHER_CHECKER, type TestOrg } from '../support/test-org';
import { TestStack } from '../support/test-stack';
import { Gate } from './gate';
import { TestBrowser } from './test-browser';
import type { Visitor } from './visitor';

const STREAM = '**/v3/changes';

const FULL_PAGE = 30;
/** What a row that waits offers. */
const WAITING = 'button[aria-label^="Approve: "]';

describe('what changes after a page was read, and before the stream of changes is open', () => {
  let on: TestStack;
  let org: TestOrg;
  let browser: TestBrowser;
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

  /** Whose stream does not open before it is let. In a worker that tabs share it could not be held. */
  async function withoutStream(): Promise<{ readonly visitor: Visitor; readonly letOpen: () => void }> {
    const visitor = await browser.visitor();
    await visitor.page.addInitScript('delete globalThis.SharedWorker');
    const held = new Gate();
    await visitor.page.route(STREAM, async (route) => {
      await held.opened;
      await route.continue();
    });
    return { visitor, letOpen: held.open };
  }

  it('is shown on the page of the request once it is open', async () => {
    const requestId = await org.submitted(redemption(customer(1)));
    const { visitor, letOpen } = await withoutStream();
    await visitor.signInAs('Chen Checker', `/requests/${requestId}`);
    const approve = visitor.page.getByRole('button', { name: 'Approve', exact: true });
    await approve.waitFor();
    await org.decide('POINTS-REDEMPTION', requestId, 'rejected', { as: OTHER_CHECKER });
    letOpen();
    await approve.waitFor({ state: 'detached' });
  });

  it('is shown there too when the page itself is not answered yet', async () => {
    const requestId = await org.submitted(redemption(customer(2)));
    const { visitor, letOpen } = await withoutStream();
    const { page } = visitor;
    const [taken, held] = [new Gate(), new Gate()];
    const answer = `**/v2/request-workflow/requests/${requestId}`;
    await page.route(
      answer,
      async (route) => {
        const response = await route.fetch();
        taken.open();
        await held.opened;
        await route.fulfill({ response });
      },
      { times: 1 },
    );
    await visitor.signInAs('Chen Checker', `/requests/${requestId}`);
    await taken.opened;
    await org.decide('POINTS-REDEMPTION', requestId, 'rejected', { as: OTHER_CHECKER });
    const opened = page.waitForResponse(STREAM);
    letOpen();
    await opened;
    held.open();
    await page.getByText('Rejected').first().waitFor();
  });

  it('is shown in every row of a full list, however many of them others have decided meanwhile', async () => {
    const ids: string[] = [];
    while (ids.length < FULL_PAGE) ids.push(await org.submitted(redemption(customer(4 + ids.length))));
    const { visitor, letOpen } = await withoutStream();
    await visitor.signInAs('Chen Checker');
    await visitor.page
      .locator(WAITING)
      .nth(FULL_PAGE - 1)
      .waitFor();
    for (const requestId of ids) await org.decide('POINTS-REDEMPTION', requestId, 'rejected', { as: OTHER_CHECKER });
    letOpen();
    await visitor.page.locator(WAITING).first().waitFor({ state: 'detached' });
  });

  it('is shown in the list also where the first reads afterwards fail', async () => {
    const requestId = await org.submitted(redemption(customer(40)));
    const { visitor, letOpen } = await withoutStream();
    visitor.expects(/the server responded with a status of 503/);
    await visitor.signInAs('Chen Checker');
    await visitor.page.locator(WAITING).first().waitFor();
    const refusal = { errors: [{ code: 2110, message: 'Too busy.' }], warnings: [] };
    await visitor.page.route('**/v2/request-workflow/requests?**', (route) => route.fulfill({ status: 503, json: refusal }), { times: 2 });
    await org.decide('POINTS-REDEMPTION', requestId, 'rejected', { as: OTHER_CHECKER });
    letOpen();
    await visitor.page.locator(WAITING).first().waitFor({ state: 'detached' });
  });

  it('is shown on the page of the request also where it cannot be read for a while', async () => {
    const requestId = await org.submitted(redemption(customer(41)));
    const { visitor, letOpen } = await withoutStream();
    visitor.expects(/the server responded with a status of 503/);
    await visitor.signInAs('Chen Checker', `/requests/${requestId}`);
    const approve = visitor.page.getByRole('button', { name: 'Approve', exact: true });
    await approve.waitFor();
    const refusal = { errors: [{ code: 2110, message: 'Too busy.' }], warnings: [] };
    // More often than one read is tried again by itself.
    await visitor.page.route(`**/requests/${requestId}`, (route) => route.fulfill({ status: 503, json: refusal }), { times: 4 });
    await org.decide('POINTS-REDEMPTION', requestId, 'rejected', { as: OTHER_CHECKER });
    letOpen();
    await approve.waitFor({ state: 'detached' });
  });

  it('is counted in the inbox once it is open', async () => {
    const { visitor, letOpen } = await withoutStream();
    await visitor.signInAs('Chen Checker');
    await visitor.page.getByRole('navigation', { name: 'Pages' }).waitFor();
    await org.submitted(redemption(customer(3)));
    letOpen();
    await visitor.page.getByRole('button', { name: '1 new – show' }).waitFor();
  });
});
