/** One event of a `text/event-stream`, or how long to wait before the next connection. */
export type StreamPart = { readonly event: string; readonly data: string } | { readonly retryMs: number };

/** Reads a `text/event-stream` as it arrives, in pieces that end anywhere. */
export class EventStreamReader {
  private rest = '';
  private event = '';
  private data: string[] = [];

  /** What this piece completes. */
  read(piece: string): StreamPart[] {
    const lines = (this.rest + piece).split(/\r\n|\n|\r(?!$)/);
    this.rest = lines.pop() ?? '';
    return lines.flatMap((line) => this.line(line.endsWith('\r') ? line.slice(0, -1) : line));
  }

  private line(line: string): StreamPart[] {
    if (line === '') return this.complete();
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') this.event = value;
    if (field === 'data') this.data.push(value);
    return field === 'retry' && /^\d{1,9}$/.test(value) ? [{ retryMs: Number(value) }] : [];
  }

  private complete(): StreamPart[] {
    const { event, data } = this;
    this.event = '';
    this.data = [];
    return data.length === 0 ? [] : [{ event: event === '' ? 'message' : event, data: data.join('\n') }];
  }
}
