import type { BrowserContext, ConsoleMessage, Page } from 'playwright-core';
import { TokenWatch } from './token-watch';

/** Leads to this machine in the browsers of the tests. */
export const PLAIN_HOST = 'countersign.test';

const PATIENCE_MS = 20_000;
/** The provider of the tests decorates its pages with fonts from elsewhere, which no test shall wait for. */
const ELSEWHERE = /^https?:\/\/(?!127\.0\.0\.1|countersign\.test)/;
/** Without TLS Chromium keeps no windows apart, and says so. */
const NOT_KEPT_APART = /^The Cross-Origin-Opener-Policy header has been ignored/;
/** Chromium notes every answer that is no success; whether it should have been one is seen on the page. */
const REFUSED_CALL = /^Failed to load resource: the server responded with a status of 4\d\d/;

export interface Losses {
  readonly times?: number;
  readonly skip?: number;
  readonly arrives?: boolean;
}

/** Somebody at a browser, with a profile of their own, and what they would not notice. */
export class Visitor {
  private readonly problems: string[] = [];
  private readonly tokens = new TokenWatch();
  private expected: RegExp | undefined;
  private losesAnswers = false;

  private constructor(
    private readonly context: BrowserContext,
    readonly page: Page,
  ) {}

  static async in(context: BrowserContext): Promise<Visitor> {
    context.setDefaultTimeout(PATIENCE_MS);
    await context.route(ELSEWHERE, (route) => route.abort());
    const visitor = new Visitor(context, await context.newPage());
    context.on('page', (page) => visitor.watch(page));
    visitor.watch(visitor.page);
    return visitor;
  }

  /** @param place inside the console, with a leading slash */
  async open(place = '/'): Promise<void> {
    await this.page.goto(`/console${place}`);
  }

  /** Of what a test brings about by itself the browser may complain. */
  expects(complaint: RegExp): void {
    this.expected = complaint;
  }

  /** In one more tab of the same browser. */
  async openTab(place = '/'): Promise<Page> {
    const tab = await this.context.newPage();
    await tab.goto(`/console${place}`);
    return tab;
  }

  /** Does something that makes the browser open a tab by itself. */
  async tabOpenedBy(act: () => Promise<void>): Promise<Page> {
    const [tab] = await Promise.all([this.context.waitForEvent('page'), act()]);
    return tab;
  }

  /** As one of the people whom the sign-in page of development offers. */
  async signInAs(name: string, place = '/'): Promise<void> {
    await this.open(place);
    await this.page.getByRole('button', { name: new RegExp(`^${name}`) }).click();
    await this.page.getByRole('button', { name: `Account of ${name}` }).waitFor();
  }

  /** Goes to a page by the menu, as people do. */
  async goTo(label: string): Promise<void> {
    await this.page.getByRole('navigation').getByRole('link', { name: label, exact: true }).click();
    await this.page.getByRole('heading', { level: 1, name: label }).waitFor();
  }

  /** The secret of a session as it lies in this tab, to be waited for or looked for. */
  async storedToken(tab = this.page): Promise<string | undefined> {
    const session = await tab.evaluate<string | null>(`sessionStorage.getItem('countersign.session')`);
    return session === null ? undefined : (JSON.parse(session) as { token: string }).token;
  }

  /** Of these calls no answer arrives, whether or not the gateway gets them. @param skip calls that are answered before */
  async loseAnswers(to: string, { times = Infinity, skip = 0, arrives = true }: Losses = {}): Promise<void> {
    this.losesAnswers = true;
    let calls = 0;
    await this.page.route(to, async (route) => {
      calls += 1;
      if (calls <= skip || calls > skip + times) return route.fallback();
      if (arrives) await route.fetch({ url: route.request().url().replace(PLAIN_HOST, '127.0.0.1') });
      return route.abort();
    });
  }

  async loseNoMore(to: string): Promise<void> {
    await this.page.unroute(to);
  }

  /** @returns what went wrong unseen */
  async leave(): Promise<readonly string[]> {
    const exposed = await Promise.all(this.context.pages().map((page) => this.tokens.exposed(page)));
    await this.context.close();
    return [...this.problems, ...exposed.flat()];
  }

  private watch(page: Page): void {
    page.on('console', (message) => this.note(message));
    page.on('pageerror', (error) => this.problems.push(`uncaught: ${String(error)}`));
    page.on('request', (request) => this.tokens.saw(request.url()));
    page.on('framenavigated', (frame) => this.tokens.saw(frame.url()));
  }

  /** A breach of the Content-Security-Policy is an error like any other here. */
  private note(message: ConsoleMessage): void {
    if (message.type() !== 'error' && message.type() !== 'warning') return;
    const { url } = message.location();
    if (REFUSED_CALL.test(message.text()) || NOT_KEPT_APART.test(message.text()) || ELSEWHERE.test(url)) return;
    if (this.expected?.test(message.text()) || (this.losesAnswers && message.text().includes('net::ERR_FAILED'))) return;
    this.problems.push(`${message.type()}: ${message.text()} (${url})`);
  }
}
