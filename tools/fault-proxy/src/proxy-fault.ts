/** Which way bytes go. */
export type Direction = 'to-target' | 'to-client';

/** What a proxy does to the connections that pass through it, those that are open already and those to come. */
export type ProxyFault = (Latency | Throttle | Cut | Reset | HalfOpen | Refuse | LoseAnswer) & {
  /** The part of the connections that are hit, above 0; all (1) when not said. Nothing is spared by `refuse`. */
  readonly share?: number;
};

/** Everything arrives, in order, but late. */
export interface Latency {
  readonly kind: 'latency';
  readonly ms: number;
  /** At most so many milliseconds more or less; none when not said. */
  readonly jitterMs?: number;
  /** Both when not said. */
  readonly direction?: Direction;
}

/** A narrow line. */
export interface Throttle {
  readonly kind: 'throttle';
  readonly bytesPerSecond: number;
  /** Both when not said. */
  readonly direction?: Direction;
}

/** Each connection lets so many more bytes through in this direction, and is then closed on both sides. */
export interface Cut {
  readonly kind: 'cut';
  readonly afterBytes: number;
  readonly direction: Direction;
}

/** As `cut`, but the client gets a reset (RST) instead of an orderly end. */
export interface Reset {
  readonly kind: 'reset';
  readonly afterBytes: number;
  readonly direction: Direction;
}

/** A partition: connections open and stay open, nothing passes, not even that one side has gone. It all flows again after the fault. */
export interface HalfOpen {
  readonly kind: 'half-open';
}

/** Nobody listens: new connections are refused; open ones go on. */
export interface Refuse {
  readonly kind: 'refuse';
}

/** What is asked arrives whole; the first bytes of the answer are swallowed and the client's connection is reset. */
export interface LoseAnswer {
  readonly kind: 'lose-answer';
}
