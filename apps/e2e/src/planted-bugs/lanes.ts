/** Runs jobs in the order in which they are added, so many at once; each lane is used by one job at a time. */
export class Lanes<Lane> {
  private readonly free: Lane[];
  private readonly waiting: ((lane: Lane) => void)[] = [];

  constructor(lanes: readonly Lane[]) {
    this.free = [...lanes];
  }

  async run<Result>(job: (lane: Lane) => Promise<Result>): Promise<Result> {
    const lane = this.free.shift() ?? (await new Promise<Lane>((resolve) => this.waiting.push(resolve)));
    try {
      return await job(lane);
    } finally {
      const next = this.waiting.shift();
      if (next) next(lane);
      else this.free.push(lane);
    }
  }
}
