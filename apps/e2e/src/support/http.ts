import { Agent, request } from 'undici';

export interface Call {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** A text goes out as it is, anything else as JSON. */
  readonly body?: unknown;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

const PATIENCE_MS = 40_000;

/** Calls one server as any client would, many calls at once where asked to. */
export class HttpClient {
  private readonly agent = new Agent({ headersTimeout: PATIENCE_MS, bodyTimeout: PATIENCE_MS, keepAliveTimeout: 1_000 });

  constructor(readonly url: string) {}

  async call({ method, path, headers, body }: Call): Promise<Answer> {
    const answer = await request(`${this.url}${path}`, {
      method,
      dispatcher: this.agent,
      headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      body: body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body),
    });
    return { status: answer.statusCode, headers: answer.headers, text: await answer.body.text() };
  }

  async close(): Promise<void> {
    await this.agent.destroy();
  }
}

/** The JSON of an answer; the caller says what it is. */
export function jsonOf({ text }: Pick<Answer, 'text'>): unknown {
  return JSON.parse(text);
}
