import { findChromium, NO_CHROMIUM } from '@countersign/local-servers';
import { type Browser, chromium } from 'playwright-core';
import { PLAIN_HOST, Visitor } from './visitor';

export interface Looks {
  readonly width?: number;
  readonly scheme?: 'light' | 'dark';
  /** Where they are, such as Asia/Kolkata. */
  readonly zone?: string;
  /** By another name than this machine's own, to which browsers give fewer means without TLS. */
  readonly isOverPlainHttp?: boolean;
}

/** As root Chromium has no sandbox of its own; in containers its shared memory is small. */
const ARGUMENTS = ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', `--host-resolver-rules=MAP ${PLAIN_HOST} 127.0.0.1`];
const HEIGHT = 900;

/** One real Chromium for a file of tests; every visitor has a profile of their own in it. */
export class TestBrowser {
  private visitors: Visitor[] = [];

  private constructor(
    private readonly chromium: Browser,
    private readonly gatewayUrl: string,
  ) {}

  /** @throws Error that says what to install where there is no Chromium */
  static async start(gatewayUrl: string): Promise<TestBrowser> {
    const program = await findChromium();
    if (!program) throw new Error(NO_CHROMIUM);
    return new TestBrowser(await chromium.launch({ executablePath: program.path, args: ARGUMENTS }), gatewayUrl);
  }

  async visitor({ width = 1280, scheme = 'light', zone, isOverPlainHttp = false }: Looks = {}): Promise<Visitor> {
    const context = await this.chromium.newContext({
      baseURL: isOverPlainHttp ? this.gatewayUrl.replace('127.0.0.1', PLAIN_HOST) : this.gatewayUrl,
      viewport: { width, height: HEIGHT },
      colorScheme: scheme,
      acceptDownloads: true,
      ...(zone !== undefined && { timezoneId: zone }),
      // A press on what is still sliding in may miss it.
      reducedMotion: 'reduce',
    });
    const visitor = await Visitor.in(context);
    this.visitors.push(visitor);
    return visitor;
  }

  /** Ends all visits. @throws Error that tells what went wrong in one without being seen: errors, breaches of the policy, tokens in the open */
  async farewell(): Promise<void> {
    const visitors = this.visitors;
    this.visitors = [];
    const problems = await Promise.all(visitors.map((visitor) => visitor.leave()));
    if (problems.flat().length > 0) throw new Error(`The console ran into trouble:\n${problems.flat().join('\n')}`);
  }

  async stop(): Promise<void> {
    await this.chromium.close();
  }
}
