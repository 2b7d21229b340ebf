import { AsyncLocalStorage } from 'node:async_hooks';
import { Client } from 'pg';

/** Sent when a connection is opened, and when what is known of a person is two seconds old: whoever comes first pays for those after. */
const BY_CHANCE = new Set(['enter_orgs', 'revoked_up_to']);

/** Sees what calls send to PostgreSQL, each call by itself, whatever else the gateway is about. */
export class StatementCount {
  private readonly ofCall = new AsyncLocalStorage<string[]>();
  private readonly watch: jest.SpyInstance;

  constructor() {
    const { ofCall } = this;
    const send = Client.prototype.query as (...values: unknown[]) => unknown;
    this.watch = jest.spyOn(Client.prototype, 'query').mockImplementation(function (this: Client, ...values: unknown[]) {
      ofCall.getStore()?.push(nameOf(values[0]));
      return send.apply(this, values) as never;
    } as never);
  }

  /** What came of the call, and the names of its statements in their order. */
  async of<Result>(call: () => Promise<Result>): Promise<{ readonly result: Result; readonly statements: readonly string[] }> {
    const statements: string[] = [];
    const result = await this.ofCall.run(statements, call);
    return { result, statements: statements.filter((name) => !BY_CHANCE.has(name)) };
  }

  end(): void {
    this.watch.mockRestore();
  }
}

function nameOf(sent: unknown): string {
  if (typeof sent === 'string') return sent;
  const { name, text } = sent as { readonly name?: string; readonly text?: string };
  return name ?? text ?? 'unknown';
}
