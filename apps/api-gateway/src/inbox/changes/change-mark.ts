import type { ChangesRead } from '@countersign/engine';

/** Longer than any statement of ours may take: a transaction that has not ended by then is nobody's who changes requests. */
const LATEST_MS = 30_000;

/** Below which transaction all has been told. It waits for those that have not ended, but not for ever. */
export class ChangeMark {
  private transaction: number | undefined;
  /** When no transaction of a number or above had begun yet. */
  private readonly begun: { readonly at: number; readonly below: number }[] = [];

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** From which transaction on to read; undefined before the first read. */
  get from(): number | undefined {
    return this.transaction;
  }

  /** @param read what was read from the mark on, or before there was one */
  advance({ endedBelow, begunBelow, leftFrom }: Omit<ChangesRead, 'changes'>): void {
    const now = this.now();
    let givenUpBelow = 0;
    for (let oldest = this.begun[0]; oldest && now - oldest.at > LATEST_MS; oldest = this.begun[0]) {
      givenUpBelow = oldest.below;
      this.begun.shift();
    }
    // After a restore of the database its numbers begin anew.
    if (this.begun.some(({ below }) => below > begunBelow)) this.begun.length = 0;
    this.begun.push({ at: now, below: begunBelow });
    const reached = Math.max(endedBelow, Math.min(givenUpBelow, begunBelow));
    this.transaction = leftFrom === undefined ? reached : Math.min(reached, leftFrom);
  }

  /** Nobody listens: what happens meanwhile need not be told. */
  forget(): void {
    this.transaction = undefined;
    this.begun.length = 0;
  }
}
