import { waitFor } from '@countersign/local-servers';
import { customer, redemption } from '../support/submissions';
import { TestStack } from '../support/test-stack';
import { decideWith } from './people-acts';
import { TestBrowser } from './test-browser';

/** Where the people whom development offers work. */
const ORG = 0;
/** Longer than the console waits for an answer. */
const PATIENCE_MS = 30_000;

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

  it('repeats a decision of which no answer came, and tells it as it is: counted once', async () => {
    const org = on.org(ORG);
    const requestId = await org.submitted(redemption(customer(1)));
    const chen = await browser.visitor();
    chen.expects(/Failed to load resource/);
    await chen.signInAs('Chen Checker', `/requests/${requestId}`);
    await chen.page.getByRole('button', { name: 'Approve' }).waitFor();
    const keys: (string | undefined)[] = [];
    chen.page.on('request', (request) => {
      if (request.method() === 'PUT') keys.push(request.headers()['idempotency-key']);
    });
    on.stack.gateway.pause();
    try {
      await decideWith(chen.page.getByRole('main'), 'Approve', 'Seen at the till.');
      await waitFor(() => keys.length > 1, { what: 'a second try', deadlineMs: PATIENCE_MS, every: 100 });
    } finally {
      on.stack.gateway.resume();
    }
    await chen.page.getByText('Approved and done').first().waitFor();
    expect(new Set(keys).size).toBe(1);
    const { details } = await org.settled(requestId);
    expect(details.decisions).toHaveLength(1);
    expect(await org.effectsOf(requestId)).toHaveLength(1);
  });
});
