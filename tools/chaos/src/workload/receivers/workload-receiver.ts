import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import type { EvidenceRecorder, ReceivedLine } from '@countersign/invariant-checker';
import type { ReceiverMode } from './receiver-mode';

const SLOW_MS = 1_500;

/** Keeps what comes in and believes everything: whether it is right is judged afterwards, by others. */
export class WorkloadReceiver {
  mode: ReceiverMode = 'ok';
  /** Beginnings of the ids of events that were taken. */
  private readonly events = new Set<number>();
  private endpointId: string | undefined;

  private constructor(
    private readonly server: Server,
    private readonly recorder: EvidenceRecorder,
  ) {}

  static async start(recorder: EvidenceRecorder): Promise<WorkloadReceiver> {
    const server = createServer();
    const receiver = new WorkloadReceiver(server, recorder);
    server.on('request', (request, response) => {
      // A delivery that was cut off on its way never came.
      receiver.receive(request, response).catch(() => response.destroy());
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/events`;
  }

  /** Distinct events that were taken. */
  get delivered(): number {
    return this.events.size;
  }

  /** Says whose log the deliveries go to. */
  subscribe(endpointId: string): void {
    this.endpointId = endpointId;
  }

  async close(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    this.server.closeAllConnections();
    await closed;
  }

  private async receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const bodyText = await text(request);
    const at = Date.now();
    const log = (answered: ReceivedLine['answered']): void => {
      const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
      if (this.endpointId !== undefined) this.recorder.received(this.endpointId, { at, headers, bodyText, answered });
    };
    // Nobody was subscribed yet, or a redirect was followed.
    if (this.endpointId === undefined || request.url !== '/events') {
      log(404);
      response.writeHead(404).end();
      return;
    }
    await this.answer(this.mode, { log, response, eventId: String(request.headers['webhook-id']) });
  }

  private async answer(mode: ReceiverMode, { log, response, eventId }: Delivery): Promise<void> {
    switch (mode) {
      case 'ok':
      case 'slow':
        if (mode === 'slow') await pause(SLOW_MS);
        log(204);
        this.take(eventId);
        response.writeHead(204).end();
        return;
      case 'answer-lost':
        log('answer-lost');
        this.take(eventId);
        response.socket?.destroy();
        return;
      case 'hang':
        log('hung');
        return;
      case 'reset':
        log('reset');
        response.socket?.resetAndDestroy();
        return;
      case 'server-error':
        log(500);
        response.writeHead(500).end('{"error":"broken"}');
        return;
      case 'redirect':
        log(302);
        response.writeHead(302, { location: `${this.url}/elsewhere` }).end();
        return;
      case 'too-many-requests':
        log(429);
        response.writeHead(429, { 'retry-after': '2' }).end();
        return;
    }
  }

  /** Forty-eight random bits of the id tell the events of a run apart and cost a fraction of its text. */
  private take(eventId: string): void {
    this.events.add(Number.parseInt(eventId.replaceAll('-', '').slice(0, 12), 16));
  }
}

interface Delivery {
  readonly log: (answered: ReceivedLine['answered']) => void;
  readonly response: ServerResponse;
  readonly eventId: string;
}
