import path from 'node:path';
import { freePort, waitFor } from '@countersign/local-servers';
import { type ChildApp, sandboxPlan, startApp } from '@countersign/local-stack';
import { request } from 'undici';

const ANSWERS_MS = 30_000;

/** The loyalty system in a process of its own, with a ledger that outlives everything else. */
export class Sandbox {
  private constructor(
    readonly app: ChildApp,
    readonly url: string,
    readonly ledgerFile: string,
  ) {}

  static async start(folder: string): Promise<Sandbox> {
    const ledgerFile = path.join(folder, 'sandbox', 'ledger.jsonl');
    const plan = sandboxPlan(await freePort(), ledgerFile);
    const app = await startApp({ ...plan, logFile: path.join(folder, 'logs', 'loyalty-sandbox.log') });
    return new Sandbox(app, plan.url, ledgerFile);
  }

  /** The next calls go wrong as the rule says; gives the rule's id. */
  async misbehave(rule: object): Promise<string> {
    const { statusCode, body } = await request(`${this.url}/sandbox/faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(rule),
    });
    const text = await body.text();
    if (statusCode >= 300) throw new Error(`The sandbox refused ${JSON.stringify(rule)}: ${text}`);
    return (JSON.parse(text) as { readonly id: string }).id;
  }

  /** Takes a rule back, if it is not used up. */
  async behave(id: string): Promise<void> {
    const takeBack = async (): Promise<boolean> => {
      const { statusCode, body } = await request(`${this.url}/sandbox/faults/${id}`, { method: 'DELETE' });
      await body.dump();
      return statusCode < 300 || statusCode === 404;
    };
    await waitFor(takeBack, { what: 'the sandbox to behave', deadlineMs: ANSWERS_MS });
  }
}
