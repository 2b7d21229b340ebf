import type { Socket } from 'node:net';
import type { FaultSwitch } from './fault-switch';
import { OneWay } from './one-way';

export interface LinkParts {
  readonly client: Socket;
  readonly target: Socket;
  readonly faults: FaultSwitch;
  /** From 0 to below 1: which faults that spare some connections hit this one. */
  readonly lot: number;
  readonly random: () => number;
}

/** One connection through the proxy. */
export class Link {
  /** Resolves when both sockets are gone. */
  readonly closed: Promise<void>;

  constructor(private readonly parts: LinkParts) {
    const { client, target, faults, lot, random } = parts;
    const end = (how: 'close' | 'reset' | 'lose-answer'): void => this.end(how);
    void new OneWay({ from: client, to: target, direction: 'to-target', faults, lot, random, end }).run();
    void new OneWay({ from: target, to: client, direction: 'to-client', faults, lot, random, end }).run();
    this.closed = Promise.all([this.afterClose(client, target), this.afterClose(target, client)]).then(() => undefined);
  }

  end(how: 'close' | 'reset' | 'lose-answer'): void {
    const { client, target } = this.parts;
    if (how === 'close') client.destroy();
    else client.resetAndDestroy();
    // What the client asked must still arrive: only bytes that are written already are, and then the end.
    if (how === 'lose-answer') target.end();
    else target.destroy();
  }

  /** A side that has gone takes the other one with it, unless there is a partition between them. */
  private async afterClose(gone: Socket, other: Socket): Promise<void> {
    await new Promise<void>((resolve) => {
      gone.once('close', () => resolve());
    });
    await this.parts.faults.untilConnected(this.parts.lot);
    if (other.destroyed) return;
    if (gone.errored) other.resetAndDestroy();
    else other.end();
  }
}
