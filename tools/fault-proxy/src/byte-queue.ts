/** Bytes on their way, or the end of them. */
export interface Parcel {
  /** Absent: the sender has ended. */
  readonly bytes?: Buffer;
  /** When it may arrive, by `performance.now()`. */
  readonly dueAt: number;
}

/** Parcels in order, for one taker. */
export class ByteQueue {
  private readonly parcels: Parcel[] = [];
  private wake: () => void = () => undefined;
  private held = 0;

  /** How many bytes wait. */
  get size(): number {
    return this.held;
  }

  add(parcel: Parcel): void {
    this.parcels.push(parcel);
    this.held += parcel.bytes?.length ?? 0;
    this.wake();
  }

  /** The next parcel, once there is one. */
  async take(): Promise<Parcel> {
    for (;;) {
      const parcel = this.parcels.shift();
      if (parcel) {
        this.held -= parcel.bytes?.length ?? 0;
        return parcel;
      }
      await new Promise<void>((resolve) => (this.wake = resolve));
    }
  }
}
