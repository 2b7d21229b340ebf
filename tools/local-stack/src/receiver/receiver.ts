import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';
import { type WorkflowEvent, workflowEventSchema } from './workflow-event';

/** One POST that came in. */
export interface Delivery {
  readonly receivedAt: Date;
  readonly headers: Readonly<Record<string, string>>;
  /** As it came, byte for byte. */
  readonly body: string;
  readonly signature: 'ok' | 'bad';
  /** What the body says, when the signature is good and it is an event. */
  readonly event?: WorkflowEvent;
}

/** An HTTP status, alone or with headers. */
export type ReceiverAnswer = number | { readonly status: number; readonly headers: Readonly<Record<string, string>> };

export interface ReceiverOptions {
  /** What to answer with; 204 to what is signed well and 401 to the rest when not said. */
  readonly answer?: (delivery: Delivery) => ReceiverAnswer | Promise<ReceiverAnswer>;
  readonly onDelivery?: (delivery: Delivery) => void;
}

/** A webhook receiver on a free port of this machine, which believes nothing that is not signed. */
export class Receiver {
  /** All that came, in order, repeated and badly signed deliveries too. */
  readonly deliveries: Delivery[] = [];
  private readonly eventsById = new Map<string, WorkflowEvent>();
  private webhook: Webhook | undefined;

  private constructor(
    private readonly server: Server,
    private readonly options: ReceiverOptions,
  ) {}

  static async start(options: ReceiverOptions = {}): Promise<Receiver> {
    const server = createServer();
    const receiver = new Receiver(server, options);
    server.on('request', (request, response) => {
      receiver.receive(request, response).catch(() => response.destroy());
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/events`;
  }

  /** Each event once, in the order of its first well-signed delivery. */
  get events(): readonly WorkflowEvent[] {
    return [...this.eventsById.values()];
  }

  /** The signing secret of the endpoint that leads here; until it is known, deliveries are put off with 503. */
  trust(secret: string): void {
    this.webhook = new Webhook(secret);
  }

  eventsOf(requestId: string): readonly WorkflowEvent[] {
    return this.events.filter(({ data }) => data.requestId === requestId);
  }

  async close(): Promise<void> {
    if (!this.server.listening) return;
    const closed = once(this.server, 'close');
    this.server.close();
    this.server.closeAllConnections();
    await closed;
  }

  private async receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = (await buffer(request)).toString('utf8');
    if (request.method !== 'POST' || !this.webhook) {
      response.writeHead(request.method === 'POST' ? 503 : 405).end();
      return;
    }
    const delivery = judge(this.webhook, headersOf(request), body);
    this.deliveries.push(delivery);
    if (delivery.event) this.eventsById.set(delivery.event.eventId, delivery.event);
    this.options.onDelivery?.(delivery);
    const answer = (await this.options.answer?.(delivery)) ?? (delivery.signature === 'ok' ? 204 : 401);
    const { status, headers } = typeof answer === 'number' ? { status: answer, headers: {} } : answer;
    response.writeHead(status, headers).end();
  }
}

function judge(webhook: Webhook, headers: Delivery['headers'], body: string): Delivery {
  const delivery = { receivedAt: new Date(), headers, body };
  try {
    const event = workflowEventSchema.safeParse(webhook.verify(body, { ...headers }));
    return { ...delivery, signature: 'ok', ...(event.success && { event: event.data }) };
  } catch {
    return { ...delivery, signature: 'bad' };
  }
}

function headersOf({ headers }: IncomingMessage): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}
