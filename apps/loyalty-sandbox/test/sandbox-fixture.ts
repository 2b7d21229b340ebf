import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Agent, request } from 'undici';
import {
  type CustomerProfile,
  type FaultRuleInput,
  type LedgerEntry,
  type ReceivedCall,
  type RunningSandbox,
  type SandboxOptions,
  type SandboxSettings,
  startSandbox,
} from '../src';
import { type LoyaltyRequest } from './payloads';

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  /** Parsed on demand: some answers are no JSON. */
  json(): unknown;
}

interface Sending {
  readonly headers?: Readonly<Record<string, string>>;
  /** Gives up after this time without an answer. */
  readonly timeoutMs?: number;
}

interface Shown extends CustomerProfile {
  readonly status: string;
  readonly restrictions: readonly string[];
  readonly earnedBadges: readonly unknown[];
  readonly issuedBadges: readonly unknown[];
}

/** A sandbox with its own ledger file and a real HTTP client. */
export class SandboxFixture {
  private agent = new Agent();

  private constructor(
    private readonly folder: string,
    private readonly options: Partial<SandboxOptions>,
    private running: RunningSandbox,
  ) {}

  static async start(options: Partial<SandboxOptions> = {}): Promise<SandboxFixture> {
    const folder = await mkdtemp(join(tmpdir(), 'loyalty-sandbox-'));
    return new SandboxFixture(folder, options, await startSandbox({ ledgerFile: join(folder, 'ledger.jsonl'), ...options }));
  }

  get url(): string {
    return this.running.url;
  }

  get ledgerFile(): string {
    return join(this.folder, 'ledger.jsonl');
  }

  /** Ends this sandbox and starts another on the same ledger, after `between` has done what it wants to the file. */
  async restart(between: () => Promise<void> = async () => undefined): Promise<void> {
    await this.running.close();
    await between();
    this.running = await startSandbox({ ledgerFile: this.ledgerFile, ...this.options });
  }

  async stop(): Promise<void> {
    await this.running.close();
    await this.agent.destroy();
    await rm(this.folder, { recursive: true });
  }

  async send(loyaltyRequest: LoyaltyRequest, { headers = {}, timeoutMs = 5000 }: Sending = {}): Promise<HttpAnswer> {
    return this.exchange(loyaltyRequest.method, loyaltyRequest.path, {
      query: loyaltyRequest.queryParams ?? {},
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(loyaltyRequest.body),
      signal: AbortSignal.timeout(timeoutMs),
    });
  }

  async control(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<HttpAnswer> {
    if (body === undefined) return this.exchange(method, path, {});
    return this.exchange(method, path, { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  }

  async addFault(rule: FaultRuleInput): Promise<void> {
    const answer = await this.control('POST', '/sandbox/faults', rule);
    if (answer.status !== 201) throw new Error(answer.text);
  }

  async ledger(query = ''): Promise<LedgerEntry[]> {
    return ((await this.control('GET', `/sandbox/ledger${query}`)).json() as { entries: LedgerEntry[] }).entries;
  }

  async calls(): Promise<ReceivedCall[]> {
    return ((await this.control('GET', '/sandbox/calls')).json() as { calls: ReceivedCall[] }).calls;
  }

  async customer(identifier: string | number, orgId = 0): Promise<Shown> {
    return (await this.control('GET', `/sandbox/customers/${identifier}?orgId=${orgId}`)).json() as Shown;
  }

  async settings(settings: Partial<SandboxSettings>): Promise<void> {
    await this.control('PUT', '/sandbox/settings', settings);
  }

  private async exchange(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, options: object): Promise<HttpAnswer> {
    const response = await request(this.url + path, { method, dispatcher: this.agent, ...options });
    const text = await response.body.text();
    return { status: response.statusCode, headers: response.headers, text, json: (): unknown => JSON.parse(text) };
  }
}

/** Asks until it is so; a condition that never comes true fails the test with what was seen last. */
export async function eventually<T>(ask: () => Promise<T>, isSo: (value: T) => boolean): Promise<T> {
  const deadline = Date.now() + 5000;
  for (;;) {
    const value = await ask();
    if (isSo(value)) return value;
    if (Date.now() > deadline) throw new Error(`Never came true; last seen: ${JSON.stringify(value)}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
