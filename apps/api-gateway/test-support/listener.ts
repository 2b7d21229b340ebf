import { type ClientRequest, get, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { waitFor } from '@countersign/local-servers';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type TestPerson, tokenOf } from './tokens';

export interface ToldChange {
  readonly requestId: string;
  readonly type: string;
  readonly state: string;
  readonly version: number;
}

/** Somebody who listens for changes, on a connection of their own. */
export class Listener {
  private text = '';
  private hasEnded = false;

  private constructor(
    private readonly call: ClientRequest,
    private readonly answer: IncomingMessage,
  ) {
    answer.setEncoding('utf8');
    answer.on('data', (text: string) => {
      this.text += text;
    });
    for (const end of ['end', 'close', 'error'])
      answer.on(end, () => {
        this.hasEnded = true;
      });
  }

  static async listen(app: NestFastifyApplication, as: TestPerson | string, headers: Record<string, string> = {}): Promise<Listener> {
    const token = typeof as === 'string' ? as : await tokenOf(as);
    const url = `${await app.getUrl()}/v3/changes`;
    return new Promise((resolve, reject) => {
      const call = get(url, { agent: false, headers: { 'x-cap-ui-auth-token': token, ...headers } }, (answer) => {
        resolve(new Listener(call, answer));
      });
      call.on('error', reject);
    });
  }

  get status(): number {
    return this.answer.statusCode ?? 0;
  }

  get headers(): IncomingHttpHeaders {
    return this.answer.headers;
  }

  get told(): readonly ToldChange[] {
    return [...this.text.matchAll(/^event: changes\ndata: (.*)\n\n/gm)].flatMap(
      ([, data = '']) => (JSON.parse(data) as { readonly requests: readonly ToldChange[] }).requests,
    );
  }

  get said(): string {
    return this.text;
  }

  /** Waits until it was told of this request. */
  hears(requestId: string, version = 1): Promise<ToldChange> {
    const find = () => this.told.find((change) => change.requestId === requestId && change.version >= version);
    return waitFor(() => Promise.resolve(find()), { what: `news of ${requestId}` });
  }

  /** Waits until the other side ends it. */
  async ends(): Promise<void> {
    await waitFor(() => Promise.resolve(this.hasEnded), { what: 'the end of the stream', deadlineMs: 20_000 });
  }

  stop(): void {
    this.call.destroy();
  }
}
