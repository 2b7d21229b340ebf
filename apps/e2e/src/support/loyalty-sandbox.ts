import { HttpClient, jsonOf } from './http';

/** One effect, as the sandbox wrote it to its disk. */
export interface Effect {
  readonly seq: number;
  readonly call: string;
  readonly orgId: number;
  readonly customerIds: readonly number[];
  readonly reference: string | null;
  readonly idempotencyKey: string | null;
  readonly points?: number;
  readonly label?: string;
  readonly badgeMetaId?: string;
}

/** One call that came in, with or without effect. */
export interface ReceivedCall {
  readonly orgId: number | null;
  readonly call: string | null;
  readonly idempotencyKey: string | null;
  readonly fault: string | null;
  readonly status: number | null;
}

export interface Customer {
  readonly balance: number;
  readonly label: string;
}

export interface Identifiers {
  readonly mobiles: readonly string[];
  readonly email: string;
  readonly externalId: string;
}

/** What goes wrong with which calls; the sandbox's README lists them. */
export type Fault = { readonly fault: string; readonly match?: Readonly<Record<string, unknown>> } & Readonly<Record<string, unknown>>;

/** The loyalty API under the stack, from behind the scenes. */
export class LoyaltySandbox {
  private readonly http: HttpClient;

  constructor(url: string) {
    this.http = new HttpClient(url);
  }

  async effects(filter: Readonly<Record<string, string>> = {}): Promise<readonly Effect[]> {
    return (jsonOf(await this.ok('GET', `/sandbox/ledger?${new URLSearchParams(filter).toString()}`)) as { entries: Effect[] }).entries;
  }

  async calls(filter: Readonly<Record<string, string>> = {}): Promise<readonly ReceivedCall[]> {
    return (jsonOf(await this.ok('GET', `/sandbox/calls?${new URLSearchParams(filter).toString()}`)) as { calls: ReceivedCall[] }).calls;
  }

  async customer(orgId: number, id: number): Promise<Customer> {
    return jsonOf(await this.ok('GET', `/sandbox/customers/${id}?orgId=${orgId}`)) as Customer;
  }

  async setCustomer(orgId: number, id: number, changes: Partial<Customer & Identifiers>): Promise<void> {
    await this.ok('POST', '/sandbox/customers', { orgId, id, ...changes });
  }

  async spoil(fault: Fault): Promise<void> {
    await this.ok('POST', '/sandbox/faults', fault);
  }

  async behave(): Promise<void> {
    await this.ok('DELETE', '/sandbox/faults');
  }

  async set(settings: Readonly<Record<string, unknown>>): Promise<void> {
    await this.ok('PUT', '/sandbox/settings', settings);
  }

  close(): Promise<void> {
    return this.http.close();
  }

  private async ok(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<{ readonly text: string }> {
    const answer = await this.http.call({ method, path, ...(body !== undefined && { body }) });
    if (answer.status >= 300) throw new Error(`The sandbox answered ${method} ${path} with ${answer.status}: ${answer.text}`);
    return answer;
  }
}
