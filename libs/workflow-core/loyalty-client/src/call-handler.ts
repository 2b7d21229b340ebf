import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';

/** More than any documented answer needs; what is longer is not read to its end. */
export const MOST_ANSWER_BYTES = 256 * 1_024;

/** What is known of a call once it is over. */
export interface CallEnd {
  /** Whether bytes of the call may have left. False is certain. */
  readonly sent: boolean;
  /** The head of the answer, if it came. */
  readonly head?: { readonly status: number; readonly headers: IncomingHttpHeaders };
  /** The whole body; absent when it did not arrive to its end. */
  readonly body?: Buffer;
  /** Why the call ended early. */
  readonly failure?: 'timeout' | 'too-large' | Error;
}

/** Follows one call from the queue to its last byte. It is written at most once, and never after its time is over. */
export class CallHandler implements Dispatcher.DispatchHandler {
  readonly ended: Promise<CallEnd>;
  private resolve!: (end: CallEnd) => void;
  private readonly timer: NodeJS.Timeout;
  private controller: Dispatcher.DispatchController | undefined;
  private head: CallEnd['head'];
  private readonly chunks: Buffer[] = [];
  private size = 0;
  private isOver = false;

  constructor(timeoutMs: number) {
    this.ended = new Promise((resolve) => (this.resolve = resolve));
    this.timer = setTimeout(() => this.giveUp('timeout'), timeoutMs);
  }

  /** The last moment before the first byte. A second time would mean that undici writes the call again. */
  onRequestStart(controller: Dispatcher.DispatchController): void {
    if (this.isOver || this.controller) return controller.abort(new Error('not to be sent any more'));
    this.controller = controller;
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number, headers: IncomingHttpHeaders): void {
    // 1xx only announces an answer.
    if (status >= 200) this.head = { status, headers };
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.size += chunk.length;
    if (this.size > MOST_ANSWER_BYTES) this.giveUp('too-large');
    else this.chunks.push(chunk);
  }

  onResponseEnd(): void {
    this.end({ body: Buffer.concat(this.chunks) });
  }

  onResponseError(_controller: unknown, error: Error): void {
    this.end({ failure: error });
  }

  private giveUp(failure: 'timeout' | 'too-large'): void {
    this.end({ failure });
    this.controller?.abort(new Error(failure));
  }

  private end(end: Pick<CallEnd, 'body' | 'failure'>): void {
    if (this.isOver) return;
    this.isOver = true;
    clearTimeout(this.timer);
    this.resolve({ sent: this.controller !== undefined, ...(this.head && { head: this.head }), ...end });
  }
}
