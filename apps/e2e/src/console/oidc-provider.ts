import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { freePort } from '@countersign/local-servers';

const PROGRAM = path.resolve(__dirname, '../../oidc-provider/main.mjs');

/** Claims of a person's access tokens. */
export interface ProvidedPerson {
  readonly name: string;
  readonly orgs: Readonly<Record<string, readonly string[]>>;
}

interface ProviderOptions {
  readonly clientId: string;
  /** Where people come from and go back to. */
  readonly home: string;
  /** For whom the tokens are. */
  readonly resource: string;
  /** By user id, which is also what they sign in with. */
  readonly people: Readonly<Record<string, ProvidedPerson>>;
  readonly tokenSeconds: number;
}

/** A certified OpenID provider, as a process of its own. */
export class OidcProvider {
  private constructor(
    readonly issuer: string,
    private readonly child: ChildProcess,
  ) {}

  static async start(options: ProviderOptions): Promise<OidcProvider> {
    const port = await freePort();
    // It warns of what a provider for production would need; that goes nowhere.
    const child = spawn(process.execPath, [PROGRAM, JSON.stringify({ port, ...options })], { stdio: ['pipe', 'pipe', 'ignore'] });
    const lines = createInterface({ input: child.stdout });
    const ended = once(child, 'exit').then(() => Promise.reject(new Error('The OpenID provider ended before it listened.')));
    await Promise.race([once(lines, 'line'), ended]);
    ended.catch(() => undefined);
    return new OidcProvider(`http://127.0.0.1:${port}`, child);
  }

  async stop(): Promise<void> {
    const exit = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await exit;
  }
}
