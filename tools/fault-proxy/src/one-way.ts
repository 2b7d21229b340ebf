import { once } from 'node:events';
import type { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { ByteQueue } from './byte-queue';
import type { FaultSwitch } from './fault-switch';
import type { Cut, Direction, ProxyFault, Reset } from './proxy-fault';

/** More than this waits in the sender. */
const HELD_BYTES = 1024 * 1024;
const THROTTLE_STEP_MS = 50;

export interface OneWayParts {
  readonly from: Socket;
  readonly to: Socket;
  readonly direction: Direction;
  readonly faults: FaultSwitch;
  /** Of the connection: decides whether a fault that spares some hits this one. */
  readonly lot: number;
  /** Between 0 and 1. */
  readonly random: () => number;
  /** Ends the whole connection. */
  readonly end: (how: 'close' | 'reset' | 'lose-answer') => void;
}

/** One direction of one connection: takes bytes from one socket and gives them to the other as the fault in force allows. */
export class OneWay {
  private readonly queue = new ByteQueue();
  private counted: { readonly fault: ProxyFault; bytes: number } | undefined;
  /** Nothing is waited for on behalf of a receiver that has gone. */
  private readonly gone = new AbortController();

  constructor(private readonly parts: OneWayParts) {
    const { from, to } = parts;
    to.once('close', () => this.gone.abort());
    from.on('data', (bytes: Buffer) => this.accept(bytes));
    from.on('end', () => this.accept(undefined));
  }

  /** Passes on what comes until the sender has ended or the connection is gone. */
  async run(): Promise<void> {
    const { from, to, faults, lot } = this.parts;
    while (!to.destroyed) {
      const { bytes, dueAt } = await this.queue.take();
      await this.sleep(dueAt - performance.now());
      await faults.untilConnected(lot);
      if (!bytes) {
        to.end();
        return;
      }
      await this.pass(bytes);
      if (this.queue.size < HELD_BYTES) from.resume();
    }
  }

  private get fault(): ProxyFault | undefined {
    return this.parts.faults.faultFor(this.parts.lot);
  }

  private accept(bytes: Buffer | undefined): void {
    const fault = this.fault;
    const delay = fault?.kind === 'latency' && this.concerns(fault.direction) ? this.delayOf(fault.ms, fault.jitterMs ?? 0) : 0;
    this.queue.add({ ...(bytes && { bytes }), dueAt: performance.now() + delay });
    if (this.queue.size >= HELD_BYTES) this.parts.from.pause();
  }

  private delayOf(ms: number, jitterMs: number): number {
    return Math.max(0, ms + (this.parts.random() * 2 - 1) * jitterMs);
  }

  private concerns(direction: Direction | undefined): boolean {
    return direction === undefined || direction === this.parts.direction;
  }

  private async pass(bytes: Buffer): Promise<void> {
    const { direction, end } = this.parts;
    const fault = this.fault;
    if (fault?.kind === 'lose-answer' && direction === 'to-client') end('lose-answer');
    else if ((fault?.kind === 'cut' || fault?.kind === 'reset') && fault.direction === direction) await this.passUntilCut(bytes, fault);
    else if (fault?.kind === 'throttle' && this.concerns(fault.direction)) await this.passSlowly(bytes, fault.bytesPerSecond);
    else await this.write(bytes);
  }

  private async passUntilCut(bytes: Buffer, fault: Cut | Reset): Promise<void> {
    if (this.counted?.fault !== fault) this.counted = { fault, bytes: 0 };
    const left = fault.afterBytes - this.counted.bytes;
    this.counted.bytes += bytes.length;
    if (left > 0) await this.write(bytes.subarray(0, left));
    if (bytes.length >= left) this.parts.end(fault.kind === 'cut' ? 'close' : 'reset');
  }

  private async passSlowly(bytes: Buffer, bytesPerSecond: number): Promise<void> {
    const step = Math.max(1, Math.floor((bytesPerSecond * THROTTLE_STEP_MS) / 1_000));
    for (let at = 0; at < bytes.length; at += step) {
      if (this.fault?.kind !== 'throttle') return this.write(bytes.subarray(at));
      await this.write(bytes.subarray(at, at + step));
      await this.sleep((step / bytesPerSecond) * 1_000);
    }
  }

  private async write(bytes: Buffer): Promise<void> {
    const { to } = this.parts;
    if (to.destroyed || to.writableEnded) return;
    if (to.write(bytes)) return;
    // A socket that closes never drains.
    await once(to, 'drain', { signal: this.gone.signal }).catch(() => undefined);
  }

  private async sleep(ms: number): Promise<void> {
    if (ms > 0) await pause(ms, undefined, { signal: this.gone.signal }).catch(() => undefined);
  }
}
