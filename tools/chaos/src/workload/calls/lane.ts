/** Runs so many things at once and no more; the others wait in line. */
export class Lane {
  private running = 0;
  private readonly line: (() => void)[] = [];

  constructor(private readonly width: number) {}

  get isIdle(): boolean {
    return this.running === 0 && this.line.length === 0;
  }

  get isFull(): boolean {
    return this.running >= this.width;
  }

  run(work: () => Promise<void>): void {
    if (this.isFull) this.line.push(() => this.start(work));
    else this.start(work);
  }

  /** Forgets what waits in line. */
  clear(): void {
    this.line.length = 0;
  }

  private start(work: () => Promise<void>): void {
    this.running += 1;
    void work().finally(() => {
      this.running -= 1;
      this.line.shift()?.();
    });
  }
}
