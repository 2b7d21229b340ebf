import { StoreUnavailableError } from '../domain/workflow-error';
import type { SeededRandom } from '../in-memory/seeded-random';

/** One life of a gateway or worker: it may be put to sleep, and it ends at once, in the middle of whatever it does. */
export class SimulatedProcess {
  alive = true;
  sleepsUntil = Number.NEGATIVE_INFINITY;
  private readonly onEnd: (() => void)[] = [];

  constructor(readonly name: string) {}

  end(): void {
    this.alive = false;
    for (const tell of this.onEnd) tell();
  }

  /** What a client of this process gets: its answer, or a broken connection when the process ends first. */
  answer<Answer>(call: () => Promise<Answer>): Promise<Answer> {
    const broken = new Promise<never>((_, reject) => {
      this.onEnd.push(() => reject(new StoreUnavailableError(`${this.name} ended`)));
    });
    return Promise.race([call(), broken]);
  }
}

interface Turn {
  readonly process: SimulatedProcess;
  readonly go: () => void;
}

/** Everything that crosses a process's border waits here until the schedule lets it go on; what a dead process waited for never comes. */
export class Turns {
  private waiting: Turn[] = [];

  wait(process: SimulatedProcess): Promise<void> {
    return new Promise((go) => {
      this.waiting.push({ process, go });
    });
  }

  /** Lets one that may go on do so, whichever. False when there is none. */
  letOneGo(random: SeededRandom, now: number): boolean {
    const ready = this.ready(now);
    const turn = ready[random.below(ready.length)];
    if (!turn) return false;
    this.waiting = this.waiting.filter((other) => other !== turn);
    turn.go();
    return true;
  }

  letAllGo(now: number): boolean {
    const ready = new Set(this.ready(now));
    this.waiting = this.waiting.filter((turn) => !ready.has(turn));
    for (const { go } of ready) go();
    return ready.size > 0;
  }

  private ready(now: number): Turn[] {
    this.waiting = this.waiting.filter(({ process }) => process.alive);
    return this.waiting.filter(({ process }) => process.sleepsUntil <= now);
  }
}
