import type { WakeUpChannel, WakeUps } from '@countersign/engine';
import { Client } from 'pg';
import type { Database } from '../postgres/database';
import { WITHOUT_FLUSH } from '../postgres/without-flush';

const CHANNEL_PREFIX = 'countersign_';
const RECONNECT_MS = 1_000;
const NOTIFY = `select pg_notify(channel, '') from unnest($1::text[]) as channel where ${WITHOUT_FLUSH}`;

/**
 * Hints by NOTIFY, without content, after the write has committed and never inside it (NOTIFY takes a database-wide lock
 * at commit). Signals that come together are one NOTIFY. A lost hint costs a poll interval, nothing else.
 */
export class PgWakeUps implements WakeUps {
  private readonly listeners = new Map<WakeUpChannel, Set<() => void>>();
  private readonly signalled = new Set<WakeUpChannel>();
  private sending = false;
  private client: Client | undefined;
  private closed = false;
  /** Set from the decision to connect until there is a client. */
  private connecting = false;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly database: Database,
    private readonly url: string,
  ) {}

  signal(channel: WakeUpChannel): void {
    this.signalled.add(channel);
    if (this.sending) return;
    this.sending = true;
    void this.send();
  }

  listen(channel: WakeUpChannel, onWakeUp: () => void): () => void {
    const listeners = this.listeners.get(channel) ?? new Set();
    listeners.add(onWakeUp);
    this.listeners.set(channel, listeners);
    if (this.client) void this.subscribe(this.client, channel);
    else this.connectSoon(0);
    return () => listeners.delete(onWakeUp);
  }

  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.timer);
    await this.client?.end().catch(() => undefined);
  }

  private async send(): Promise<void> {
    while (this.signalled.size > 0 && !this.closed) {
      const channels = [...this.signalled].map((channel) => CHANNEL_PREFIX + channel);
      this.signalled.clear();
      // A hint that cannot be sent is a hint lost; whoever listens also polls.
      await this.database.query('notify', NOTIFY, [channels]).catch(() => undefined);
    }
    this.sending = false;
  }

  private connectSoon(afterMs: number): void {
    if (this.closed || this.connecting) return;
    this.connecting = true;
    this.timer = setTimeout(() => void this.connect(), afterMs);
    this.timer.unref();
  }

  private async connect(): Promise<void> {
    const client = new Client({
      connectionString: this.url,
      application_name: 'countersign-listen',
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
    });
    client.on('error', () => {
      this.lost(client);
    });
    client.on('end', () => {
      this.lost(client);
    });
    client.on('notification', ({ channel }) => {
      this.wake(channel.slice(CHANNEL_PREFIX.length) as WakeUpChannel);
    });
    try {
      await client.connect();
    } catch {
      this.connecting = false;
      this.connectSoon(RECONNECT_MS);
      return;
    }
    this.connecting = false;
    if (this.closed) {
      await client.end();
      return;
    }
    this.client = client;
    for (const channel of this.listeners.keys()) await this.subscribe(client, channel);
  }

  private async subscribe(client: Client, channel: WakeUpChannel): Promise<void> {
    // A connection that breaks here also ends, which brings a new one.
    await client.query(`listen ${CHANNEL_PREFIX}${channel}`).catch(() => undefined);
    // Something may have been signalled while nobody listened.
    this.wake(channel);
  }

  private lost(client: Client): void {
    if (this.client !== client) return;
    this.client = undefined;
    this.connectSoon(RECONNECT_MS);
  }

  private wake(channel: WakeUpChannel): void {
    for (const listener of this.listeners.get(channel) ?? []) listener();
  }
}
