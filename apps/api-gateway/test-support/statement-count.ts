import { AsyncLocalStorage } from 'node:async_hooks';
import { Client } from 'pg';

/** Sent when a connection is opened, and when what is known of a person is two seconds old: whoever comes first pays for those after. */
const BY_CHANCE = new Set(['enter_orgs', 'revoked_up_to']);

/** Whatever pg lets one send: text, configuration or query, with values or without. */
type Send = (this: unknown, ...values: unknown[]) => unknown;
const everyClient = Client.prototype as unknown as { query: Send };

/** Sees what calls send to PostgreSQL, each call by itself, whatever else the gateway is about. */
export class StatementCount {
  private readonly ofCall = new AsyncLocalStorage<string[]>();
  private readonly send = everyClient.query;

  constructor() {
    const { ofCall, send } = this;
    everyClient.query = function (this: unknown, ...values: unknown[]) {
      ofCall.getStore()?.push(nameOf(values[0]));
      return send.apply(this, values);
    };
  }

  /** What came of the call, and the names of its statements in their order. */
  async of<Result>(call: () => Promise<Result>): Promise<{ readonly result: Result; readonly statements: readonly string[] }> {
    const statements: string[] = [];
    const result = await this.ofCall.run(statements, call);
    return { result, statements: statements.filter((name) => !BY_CHANCE.has(name)) };
  }

  end(): void {
    everyClient.query = this.send;
  }
}

function nameOf(sent: unknown): string {
  if (typeof sent === 'string') return sent;
  const { name, text } = sent as { readonly name?: string; readonly text?: string };
  return name ?? text ?? 'unknown';
}
