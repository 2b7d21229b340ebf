import type { TestOrg } from '../support/test-org';
import { TestStack } from '../support/test-stack';
import { Gate } from './gate';
import { decideWith } from './people-acts';
import { APPROVE_BUTTON, executed, EXECUTED, heldBack, NO_DUPLICATE, withoutReference } from './repeated-request';
import { TestBrowser } from './test-browser';

/** Where the people whom development offers work. */
const ORG = 0;
const LOOK_UP = '**/v3/duplicates?**';

/** As soon as the warning and the button to approve are both there. */
const CLICK_WITH_THE_WARNING = `void (window.clicked = new Promise((resolve) => {
  const approve = () => ${APPROVE_BUTTON};
  new MutationObserver((_, watch) => {
    if (!approve() || !document.body.textContent.includes('Asked for before')) return;
    watch.disconnect();
    approve().click();
    resolve(true);
  }).observe(document.body, { childList: true, subtree: true });
}))`;

describe('a checker who approves what was executed already', () => {
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

  it('is told in the dialog of a list that was read before', async () => {
    const submission = withoutReference(31, '231');
    const requestId = await org.submitted(submission);
    const chen = await browser.visitor();
    const lookedUp = chen.page.waitForResponse(LOOK_UP);
    await chen.signInAs('Chen Checker');
    await lookedUp;
    await executed(org, submission);
    const row = chen.page.getByRole('row', { name: /231/ }).filter({ hasText: 'Needs 1 approval' });
    await row.getByRole('link').first().focus();
    await chen.page.keyboard.press('a');
    await chen.page.getByRole('dialog').getByText(EXECUTED).waitFor();
    expect((await org.read(requestId)).details.decisions).toEqual([]);
  });

  it('is held back on a page that has stood open meanwhile', async () => {
    const submission = withoutReference(32, '232');
    const requestId = await org.submitted(submission);
    const chen = await browser.visitor();
    await chen.signInAs('Chen Checker', `/requests/${requestId}`);
    await chen.page.getByText(NO_DUPLICATE).waitFor();
    await executed(org, submission);
    await decideWith(chen.page.getByRole('main'), 'Approve', 'As I have seen it.');
    expect(await heldBack(org, chen, requestId)).toBe(0);
    await chen.page.getByRole('alert', { name: 'Asked for before' }).waitFor();
  });

  it('is held back at the second click of a double one, which comes with the warning', async () => {
    const submission = withoutReference(34, '234');
    const requestId = await org.submitted(submission);
    const chen = await browser.visitor();
    await chen.signInAs('Chen Checker', `/requests/${requestId}`);
    await chen.page.getByText(NO_DUPLICATE).waitFor();
    await executed(org, submission);
    const approve = chen.page.getByRole('main').getByRole('button', { name: 'Approve' });
    await chen.page.getByRole('main').getByLabel('Comment').fill('Twice.');
    await chen.page.evaluate(CLICK_WITH_THE_WARNING);
    await approve.click();
    expect(await chen.page.evaluate('window.clicked')).toBe(true);
    await approve.waitFor();
    expect(await heldBack(org, chen, requestId)).toBe(0);
  });

  it('is held back when it happened between an approval that got no answer and its repetition', async () => {
    const submission = withoutReference(35, '235');
    const requestId = await org.submitted(submission);
    const chen = await browser.visitor();
    chen.expects(/Failed to load resource/);
    await chen.signInAs('Chen Checker', `/requests/${requestId}`);
    await chen.page.getByText(NO_DUPLICATE).waitFor();
    await chen.page.route(
      '**/request-workflow/decisions',
      async (route) => {
        await executed(org, submission);
        await route.fulfill({ status: 503, body: 'Bad gateway' });
      },
      { times: 1 },
    );
    await decideWith(chen.page.getByRole('main'), 'Approve', 'As I have seen it.');
    await chen.page
      .getByRole('region', { name: 'Decisions that were sent' })
      .getByText(/This time it was not sent: look at it again\. .*approved and executed/)
      .waitFor();
    expect((await org.read(requestId)).details.decisions).toEqual([]);
  });

  it('is held back when the warning comes in the moment of the approval', async () => {
    const submission = withoutReference(33, '233');
    await executed(org, submission);
    const requestId = await org.submitted(submission);
    const chen = await browser.visitor();
    await chen.signInAs('Chen Checker', `/requests/${requestId}`);
    await chen.page.getByText(EXECUTED).first().waitFor();
    const held = new Gate();
    await chen.page.route(LOOK_UP, async (route) => {
      await held.opened;
      await route.continue();
    });
    await chen.page.reload();
    await chen.page.getByText('Looking up whether the same was asked for before…').waitFor();
    await chen.page.getByRole('main').getByLabel('Comment').fill('Quickly.');
    const answered = chen.page.waitForResponse(LOOK_UP);
    held.open();
    await answered;
    await chen.page.getByRole('main').getByRole('button', { name: 'Approve' }).click();
    expect(await heldBack(org, chen, requestId)).toBe(0);
  });
});
