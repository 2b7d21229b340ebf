import { Client } from 'pg';
import type { Locator, Page } from 'playwright-core';
import { customer, earnBadge, goodwill, issueBadge, redemption, statusChange } from '../support/submissions';
import type { Person, TestOrg } from '../support/test-org';
import { TestStack } from '../support/test-stack';
import { signInWithToken } from './people-acts';
import { TestBrowser } from './test-browser';

/** Where the people whom development offers work. */
const ORG = 0;
const TURNED = '\u202e';
const UNSEEN = '\u200b';
const LINE_END = '\n';
const SNEAKY: Person = { id: 1077, name: 'Maya عائشة', grants: ['CanMakeRequest'] };
const SNEAKY_CHECKER: Person = { id: 2077, name: 'Chen', grants: ['CanCheckRequest'] };
/** No token may hold such a name; rows from before that was so still do. It turns what comes after it. */
const SNEAKY_NAME = `Ma${TURNED}ya عائشة${UNSEEN}`;
const SNEAKY_CHECKERS_NAME = `Chen${TURNED}${UNSEEN}`;

describe('what the console shows', () => {
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

  it('has a mark in place of whatever would turn or hide in a text of people, on every page that tells of it', async () => {
    const reason = `Late${TURNED}delivery${UNSEEN}${LINE_END}twice`;
    const requestId = await org.submitted(goodwill(customer(1), { reason }), { as: SNEAKY });
    const rejected = await org.submitted(goodwill(customer(2), { reason }), { as: SNEAKY });
    await org.decide('GOODWILL-POINTS', rejected, 'rejected', { as: SNEAKY_CHECKER, comment: `No${TURNED}${UNSEEN}${LINE_END}.` });

    await nameAsBefore(on.stack.parts.databaseUrl);

    const chen = await browser.visitor();
    await chen.signInAs('Chen Checker', '/?states=any');
    await chen.page.getByText('Late⟨U+202E⟩delivery⟨U+200B⟩⟨U+000A⟩twice').first().waitFor();
    expect(await unseenIn(chen.page)).toEqual([]);
    await chen.page.getByRole('button', { name: /^Approve: Grant 20 goodwill points/ }).click();
    await chen.page.getByRole('dialog').getByText('Ma⟨U+202E⟩ya').waitFor();
    expect(await unseenIn(chen.page)).toEqual([]);
    for (const id of [requestId, rejected]) {
      await chen.open(`/requests/${id}`);
      await chen.page.getByText('Late⟨U+202E⟩delivery⟨U+200B⟩⟨U+000A⟩twice').waitFor();
      await chen.page.getByText('What happened').waitFor();
      await chen.page.getByText('Asked for by Ma⟨U+202E⟩ya').waitFor();
      expect(await unseenIn(chen.page)).toEqual([]);
    }
    await chen.page.getByText('Chen⟨U+202E⟩⟨U+200B⟩ rejected it').first().waitFor();
    await chen.page.getByText('“No⟨U+202E⟩⟨U+200B⟩⟨U+000A⟩.”').first().waitFor();
    await chen.open('/overview');
    await chen.page.getByRole('heading', { name: 'Top makers' }).waitFor();
    expect(await unseenIn(chen.page)).toEqual([]);

    const sneaky = await browser.visitor();
    await sneaky.open('/new');
    await signInWithToken(sneaky, await on.stack.token(SNEAKY, ORG, SNEAKY.grants));
    await sneaky.page
      .getByRole('link', { name: /^Mend and submit again/ })
      .first()
      .click();
    await sneaky.page.getByText('Chen⟨U+202E⟩⟨U+200B⟩ rejected this').waitFor();
    expect(await unseenIn(sneaky.page)).toEqual([]);
  });

  it('calls every field of every type by one name, in the form and on the page of the request', async () => {
    const maya = await browser.visitor();
    await maya.signInAs('Maya Maker');
    for (const submission of [
      redemption(customer(3)),
      goodwill(customer(3)),
      statusChange(customer(3)),
      earnBadge(customer(3)),
      issueBadge([customer(3), customer(4)]),
    ]) {
      const requestId = await org.submitted(submission);
      await maya.open(`/new?type=${submission.type.toLowerCase()}`);
      await maya.page.getByRole('button', { name: 'Submit' }).waitFor();
      for (const more of await maya.page.getByRole('button', { name: /^More/ }).all()) await more.click();
      const form = await maya.page.getByRole('main').innerText();
      await maya.open(`/requests/${requestId}`);
      const values = maya.page.getByRole('table', { name: 'The values of the request' });
      await values.waitFor();
      const names = await values.getByRole('rowheader').allInnerTexts();
      expect(names.length).toBeGreaterThan(4);
      const own = names.filter((name) => !['Customer', 'Concept', 'Zone', 'Store', 'Till'].includes(name));
      expect({ type: submission.type, unlike: own.filter((name) => !form.includes(name.split(', ').at(-1) ?? '')) }).toEqual({
        type: submission.type,
        unlike: [],
      });
    }
  });

  it.each([1280, 400])(
    'shows every digit and every customer of what is decided, and lets no long word hide one: %d px wide',
    async (width) => {
      const requestId = await org.submitted(goodwill(customer(7), { points: 98_345_678 }));
      const long = await org.submitted(statusChange(customer(7), 'L'.repeat(255)));
      const chen = await browser.visitor();
      await chen.page.setViewportSize({ width, height: 900 });
      await chen.signInAs('Chen Checker');
      await rowOf(chen.page, long).getByText('LLLL').waitFor();
      await rowOf(chen.page, requestId).getByText('Grant 98345678 goodwill points').waitFor();
      await rowOf(chen.page, requestId).getByText('98,345,678').waitFor();
      expect(await cutOffIn(chen.page)).toEqual([]);

      await rowOf(chen.page, requestId).getByRole('checkbox').press('a');
      await chen.page
        .getByRole('dialog')
        .getByText(`Grant 98345678 goodwill points to customer ${customer(7).id} in`)
        .waitFor();
      expect(await cutOffIn(chen.page)).toEqual([]);

      await chen.open(`/requests/${requestId}`);
      await chen.page
        .getByText(/ lately$/)
        .nth(1)
        .waitFor();
      await chen.page.getByText('LLLL').first().waitFor();
      expect(await cutOffIn(chen.page)).toEqual([]);
      await chen.open(`/requests/${await org.submitted(issueBadge([customer(width === 400 ? 8 : 9)]))}`);
      await chen.page.getByText(/^POST .*issueBulk$/).waitFor();
      expect(await cutOffIn(chen.page)).toEqual([]);
      for (const id of [requestId, long]) await org.decide(id === long ? 'CUSTOMER-STATUS-CHANGE' : 'GOODWILL-POINTS', id, 'rejected');
    },
  );

  it('takes the days of a filter for the days of whoever looks', async () => {
    const requestId = await org.submitted(redemption(customer(5), { points_redeemed: '517' }));
    // Where it is another day than in UTC now, ahead or behind.
    const isLate = new Date().getUTCHours() >= 11;
    const there = await browser.visitor({ zone: isLate ? 'Pacific/Kiritimati' : 'Etc/GMT+12' });
    await there.signInAs('Chen Checker');
    const day = new Date(Date.now() + (isLate ? 14 : -12) * 3_600_000).toISOString().slice(0, 10);
    await there.open(`/?from=${day}&to=${day}`);
    await there.page.getByLabel(isLate ? 'From (Pacific/Kiritimati)' : 'From (Etc/GMT+12)').waitFor();
    await there.page
      .getByRole('link', { name: /Redeem 517 points/ })
      .first()
      .click();
    await there.page.waitForURL(`**/requests/${requestId}`);
  });
});

function rowOf(page: Page, requestId: string): Locator {
  return page.locator(`tr[data-request="${requestId}"]`);
}

/** Cells of which a part is painted outside of them, and the page where it is wider than its window; texts that end in … say that they go on. */
async function cutOffIn(page: Page): Promise<readonly string[]> {
  return page.evaluate<string[]>(`(() => {
    const cells = [...document.querySelectorAll('td')].filter((cell) => !cell.matches('.one-line') && cell.scrollWidth > cell.clientWidth);
    const root = document.documentElement;
    return [...cells.map(({ innerText }) => innerText), ...(root.scrollWidth > root.clientWidth ? ['the page'] : [])];
  })()`);
}

/** What is not seen in the texts of a page, its title and what it tells to screen readers; the isolates are the console's own. */
async function unseenIn(page: Page): Promise<readonly string[]> {
  return page.evaluate<string[]>(`(() => {
    const texts = [document.title];
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
      const node = walk.currentNode;
      // What is written in a field is theirs to change, character for character.
      if (node.parentElement?.closest('textarea')) continue;
      if (node.nodeType === Node.TEXT_NODE) texts.push(node.data);
      else for (const { name, value } of node.attributes) if (/^(title|alt|placeholder|aria-.*)$/.test(name)) texts.push(value);
    }
    return texts.filter((text) => /[\\u202a-\\u202e\\u2066\\u2067\\u200b-\\u200f\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f]/.test(text));
  })()`);
}

/** Gives the names back that were taken before names were looked at. */
async function nameAsBefore(databaseUrl: string): Promise<void> {
  const owner = new Client({ connectionString: databaseUrl });
  await owner.connect();
  try {
    await owner.query('set session_replication_role = replica');
    const names = [
      ['request', 'requester', SNEAKY.id, SNEAKY_NAME],
      ['transition', 'actor', SNEAKY.id, SNEAKY_NAME],
      ['transition', 'actor', SNEAKY_CHECKER.id, SNEAKY_CHECKERS_NAME],
      ['decision', 'checker', SNEAKY_CHECKER.id, SNEAKY_CHECKERS_NAME],
    ] as const;
    for (const [table, who, id, name] of names) await owner.query(`update ${table} set ${who}_name = $2 where ${who}_id = $1`, [id, name]);
  } finally {
    await owner.end();
  }
}
