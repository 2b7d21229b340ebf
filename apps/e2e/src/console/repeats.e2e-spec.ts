import { CHECKER, MAKER } from '../support/test-org';
import { customer, goodwill, newReference } from '../support/submissions';
import type { TestOrg } from '../support/test-org';
import { TestStack } from '../support/test-stack';
import { choose, downloadedResults, goodwillFile, type GoodwillRow, savedElsewhere } from './files';
import { decideWith, openRequest } from './people-acts';
import { TestBrowser } from './test-browser';
import type { Visitor } from './visitor';

const SUBMISSIONS = '**/request-workflow/goodwill-points';
const UPLOAD = '/upload?type=goodwill-points';

describe('what is sent again', () => {
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

  const requestsOf = async (reference: string) => (await org.list(`reference=${reference}`)).data;
  const rows = (from: number, points: readonly string[]): GoodwillRow[] =>
    points.map((text, index) => ({ reference: newReference('RPT'), customer: customer(from + index), points: text }));

  async function executed(reference: string): Promise<string> {
    const [request] = await requestsOf(reference);
    const requestId = request!.requestId;
    await org.decide('GOODWILL-POINTS', requestId, 'approved', { headers: { prefer: 'respond-async' } });
    await org.settled(requestId);
    return requestId;
  }

  /** Sends a file's rows, leaving out what the preview leaves out. */
  async function upload(visitor: Visitor, name: string, text: string, count: number): Promise<string[]> {
    const { page } = visitor;
    await choose(visitor, name, text);
    await page.getByText(new RegExp(`^${count} requests? to submit`)).waitFor();
    const leaveOut = page.getByLabel(/^Leave out/);
    if ((await leaveOut.count()) > 0) await leaveOut.check();
    await page.getByRole('button', { name: /^Submit \d/ }).click();
    return downloadedResults(visitor);
  }

  it('is not granted again from a file that was mended, sorted and saved in another country', async () => {
    const [first, second, wrong] = rows(20, ['15', '16', 'many']) as [GoodwillRow, GoodwillRow, GoodwillRow];
    const maya = await browser.visitor();
    await maya.signInAs('Maya Maker', UPLOAD);
    await upload(maya, 'goodwill.csv', goodwillFile([first, second, wrong]), 2);
    await executed(first.reference);

    await maya.page.getByRole('button', { name: 'Another file' }).click();
    const mended = { ...wrong, points: '17' };
    await choose(maya, 'mended.csv', savedElsewhere([first, second, mended]));
    await maya.page.getByText('2 of 3 rows had been asked for before.').waitFor();
    await maya.page.getByText('Its reference was used before.').waitFor();
    await maya.page.getByText('A request that asks for it is not over yet.').waitFor();
    await maya.page.getByLabel(/^Leave out 2 rows of 3/).check();
    await maya.page.getByRole('button', { name: 'Submit 1 request' }).click();
    const results = await downloadedResults(maya);
    expect(results[0]).toContain('sep=;');
    expect(results).toHaveLength(5);
    for (const { reference } of [first, second, mended]) expect(await requestsOf(reference)).toHaveLength(1);

    await maya.page.getByRole('button', { name: 'Another file' }).click();
    await choose(maya, 'results-of-mended.csv', results.join('\r\n'));
    await maya.page.getByText('All 3 rows had been asked for before.').waitFor();
    await maya.page.getByText('There is nothing new in this file.').waitFor();
    expect(await maya.page.getByRole('button', { name: 'Submit 0 requests' }).isDisabled()).toBe(true);
  });

  it('is told from a mended amount under the same reference, which is not what was asked for before', async () => {
    const [same, mended] = rows(33, ['250', '250']) as [GoodwillRow, GoodwillRow];
    const maya = await browser.visitor();
    await maya.signInAs('Maya Maker', UPLOAD);
    await upload(maya, 'goodwill.csv', goodwillFile([same, mended]), 2);
    await maya.page.getByRole('button', { name: 'Another file' }).click();
    await choose(maya, 'mended.csv', goodwillFile([same, { ...mended, points: '2500' }]));
    await maya.page.getByText('1 of 2 rows had been asked for before.').waitFor();
    await maya.page.getByText('Its reference is open with 250 points; this row says 2,500. Withdraw that one first.').waitFor();
    await maya.page.getByText(/2,?500 goodwill points/).waitFor();
  });

  it('is granted again where a maker marks it, and checkers are warned in the list, the dialog and on the page', async () => {
    const [row] = rows(23, ['21']) as [GoodwillRow];
    const maya = await browser.visitor();
    await maya.signInAs('Maya Maker', UPLOAD);
    await upload(maya, 'once.csv', goodwillFile([row]), 1);
    const earlier = await executed(row.reference);
    await maya.page.getByRole('button', { name: 'Another file' }).click();
    await choose(maya, 'once.csv', goodwillFile([row]));
    await maya.page.getByLabel('Submit row 2').check();
    await maya.page.getByRole('button', { name: 'Submit 1 request' }).click();
    await maya.page.getByText('1 request submitted. That is all of them.').waitFor();
    expect(await requestsOf(row.reference)).toHaveLength(2);

    const chen = await browser.visitor();
    await chen.signInAs('Chen Checker');
    const line = chen.page.getByRole('row', { name: /21 goodwill points/ });
    await line.getByText('Executed before').last().waitFor();
    await line.getByRole('button', { name: /^Approve/ }).click();
    const dialog = chen.page.getByRole('dialog');
    await dialog.getByText('The reference was used before, by a request that was approved and executed').waitFor();
    expect(await dialog.getByRole('link', { name: /^The reference was used before/ }).getAttribute('href')).toContain(earlier);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await openRequest(chen, /21 goodwill points/);
    await chen.page.getByText('The reference was used before, by a request that was approved and executed').waitFor();
  });

  it('is one upload over plain http too, when the page was lost and the file comes again', async () => {
    const batch = rows(24, ['31', '32', '33']);
    const maya = await browser.visitor({ isOverPlainHttp: true });
    await maya.signInAs('Maya Maker', UPLOAD);
    expect(await maya.page.evaluate('isSecureContext')).toBe(false);
    // The second row arrives, and nobody hears of it: the page is lost.
    await maya.loseAnswers(SUBMISSIONS, { skip: 1 });
    await choose(maya, 'batch.csv', goodwillFile(batch));
    await maya.page.getByRole('button', { name: 'Submit 3 requests' }).click();
    await maya.page.getByText(/^1 request submitted, 2 to go/).waitFor();
    await maya.page.reload();
    await maya.loseNoMore(SUBMISSIONS);
    await choose(maya, 'renamed.csv', savedElsewhere(batch));
    await maya.page.getByText('All 3 rows had been asked for before.').waitFor();
    for (const { reference } of batch) expect(await requestsOf(reference)).toHaveLength(1);
  });

  it('is copied over plain http, too', async () => {
    const requestId = await org.submitted(goodwill(customer(27)));
    const chen = await browser.visitor({ isOverPlainHttp: true });
    await chen.signInAs('Chen Checker', `/requests/${requestId}`);
    await chen.page.getByText('Exact text').click();
    await chen.page.getByRole('button', { name: 'Copy it as it is stored' }).click();
    await chen.page.getByRole('button', { name: 'Copied', exact: true }).waitFor();
  });

  async function filledForm(reference: string, points = '41'): Promise<Visitor> {
    const maya = await browser.visitor();
    await maya.signInAs('Maya Maker', '/new?type=goodwill-points');
    await fillIn(maya, reference, points);
    return maya;
  }

  async function fillIn({ page }: Visitor, reference: string, points: string): Promise<void> {
    const fields = {
      Reference: reference,
      'Loyalty programme': '7001',
      'Awarding till': '900104',
      Customer: String(customer(28).id),
      Points: points,
      Source: 'API',
      Reason: 'Late delivery',
    };
    for (const [label, text] of Object.entries(fields)) await page.getByRole('textbox', { name: label, exact: true }).fill(text);
  }

  it('is one submission when its first answer is lost', async () => {
    const reference = newReference('LOST');
    const maya = await filledForm(reference);
    await maya.loseAnswers(SUBMISSIONS, { times: 1 });
    await maya.page.getByRole('button', { name: 'Submit' }).click();
    await maya.page.getByRole('heading', { name: 'Your request was received' }).waitFor();
    expect(await requestsOf(reference)).toHaveLength(1);
  });

  it('is told as not known while no answer comes, and is one submission all the same', async () => {
    const reference = newReference('LOST');
    const maya = await filledForm(reference);
    await maya.loseAnswers(SUBMISSIONS, { times: 4 });
    await maya.page.getByRole('button', { name: 'Submit' }).click();
    await maya.page.getByText('No answer came').waitFor();
    expect(await maya.page.getByText('Nothing was changed').count()).toBe(0);
    await maya.page.getByRole('button', { name: 'Submit' }).click();
    await maya.page.getByRole('heading', { name: 'Your request was received' }).waitFor();
    expect(await requestsOf(reference)).toHaveLength(1);
  });

  /** Sent, received, and not answered until the page was loaded anew. */
  async function lostAndReloaded(reference: string, points: string): Promise<Visitor> {
    const maya = await filledForm(reference, points);
    await maya.loseAnswers(SUBMISSIONS);
    await maya.page.getByRole('button', { name: 'Submit' }).click();
    await maya.page.getByText('No answer came').waitFor();
    await maya.page
      .getByRole('region', { name: 'My requests' })
      .getByRole('link', { name: `${points} goodwill points` })
      .waitFor({ timeout: 5_000 });
    expect(await maya.page.getByText('Not submitted').count()).toBe(0);
    await maya.page.reload();
    await maya.loseNoMore(SUBMISSIONS);
    await maya.page.getByText('It may have been received: send it once more to find out.').waitFor();
    expect(await maya.page.getByText('It was not submitted').count()).toBe(0);
    return maya;
  }

  it('is told as not known after a reload, too, and is one submission when it is sent once more', async () => {
    const reference = newReference('LOST');
    const maya = await lostAndReloaded(reference, '43');
    // Also when the form says something else by then.
    await maya.page.getByRole('textbox', { name: 'Points', exact: true }).fill('44');
    await maya.page.getByRole('button', { name: 'Send it once more' }).click();
    await maya.page.getByRole('heading', { name: 'Your request was received' }).waitFor();
    expect(await requestsOf(reference)).toHaveLength(1);
  });

  it('gets a new key where somebody begins again: the next request is not taken for a change of the one before', async () => {
    const [first, second] = [newReference('LOST'), newReference('NEXT')];
    const maya = await lostAndReloaded(first, '45');
    await maya.page.getByRole('button', { name: 'Begin again' }).click();
    await fillIn(maya, second, '46');
    await maya.page.getByRole('button', { name: 'Submit' }).click();
    await maya.page.getByRole('heading', { name: 'Your request was received' }).waitFor();
    expect(await requestsOf(first)).toHaveLength(1);
    expect(await requestsOf(second)).toHaveLength(1);
  });

  it('is a decision all the same when its first call is lost', async () => {
    const requestId = await org.submitted(goodwill(customer(29)), { as: MAKER });
    const chen = await browser.visitor();
    await chen.signInAs('Chen Checker', `/requests/${requestId}`);
    await chen.loseAnswers('**/request-workflow/GOODWILL-POINTS', { times: 1, arrives: false });
    await decideWith(chen.page.getByRole('main'), 'Approve', 'The parcel was late.');
    await chen.page.getByText('Approved and done').first().waitFor();
    expect((await org.read(requestId, CHECKER)).details.decisions).toHaveLength(1);
  });

  it('is looked for where it has no key: a withdrawal of which the answer was lost is told as done', async () => {
    const reference = newReference('LOST');
    const maya = await filledForm(reference);
    await maya.page.getByRole('button', { name: 'Submit' }).click();
    await maya.page.getByRole('heading', { name: 'Your request was received' }).waitFor();
    await maya.loseAnswers('**/withdraw', { times: 1 });
    const [submitted] = await requestsOf(reference);
    const row = maya.page.getByRole('row').filter({ has: maya.page.locator(`a[href$="/requests/${submitted!.requestId}"]`) });
    await row.getByRole('button', { name: /^Withdraw: / }).click();
    await maya.page.getByRole('dialog').getByRole('button', { name: 'Withdraw' }).click();
    await maya.page.getByText('Nobody will decide on this request any more.').waitFor();
    expect((await requestsOf(reference))[0]?.state).toBe('withdrawn');
  });
});
