const KEPT_CALLS = 10_000;

/** One loyalty call as it came in. */
export interface ReceivedCall {
  /** 1, 2, 3 … since the start or the last reset. */
  readonly seq: number;
  readonly at: string;
  readonly method: string;
  /** Without the query string. */
  readonly path: string;
  readonly idempotencyKey: string | null;
  orgId: number | null;
  call: string | null;
  reference: string | null;
  /** The kind of fault that hit it. */
  fault: string | null;
  /** The HTTP status; null while there is no complete answer, and for good when there never is one. */
  status: number | null;
}

/** What arrived, effect or not, newest last; only the last ten thousand are kept. */
export class ReceivedCalls {
  private calls: ReceivedCall[] = [];
  private lastSeq = 0;

  open(method: string, path: string, idempotencyKey: string | null): ReceivedCall {
    this.lastSeq += 1;
    const received: ReceivedCall = {
      seq: this.lastSeq,
      at: new Date().toISOString(),
      method,
      path,
      idempotencyKey,
      orgId: null,
      call: null,
      reference: null,
      fault: null,
      status: null,
    };
    this.calls.push(received);
    if (this.calls.length > KEPT_CALLS) this.calls.shift();
    return received;
  }

  since(seq: number): readonly ReceivedCall[] {
    return this.calls.filter((call) => call.seq > seq);
  }

  clear(): void {
    this.calls = [];
    this.lastSeq = 0;
  }
}
