import type { Sample } from '../chaos-result';
import type { RunProgress } from '../run/chaos-run';
import type { Workload } from '../workload/workload-options';

const PLAIN_EVERY_MS = 10_000;

/** Where people look: a line that moves on a terminal, a line every ten seconds elsewhere. */
export class ProgressLines implements RunProgress {
  private readonly begunAt = Date.now();
  private lastPlainAt = 0;
  private hasMovingLine = false;

  constructor(private readonly out: Pick<NodeJS.WriteStream, 'write'> & { readonly isTTY?: boolean; readonly columns?: number }) {}

  phase(name: string): void {
    this.line(`── ${name}`);
  }

  tell(sentence: string): void {
    this.line(`!  ${sentence}`);
  }

  line(text = ''): void {
    if (this.hasMovingLine) this.out.write('\n');
    this.hasMovingLine = false;
    this.out.write(`${text}\n`);
  }

  sample(sample: Sample, workload: Workload, active: readonly string[]): void {
    const text = standingOf(sample, workload, active, sample.at - this.begunAt);
    if (this.out.isTTY) {
      this.out.write(`\r\u001b[K${text.slice(0, (this.out.columns ?? 120) - 1)}`);
      this.hasMovingLine = true;
    } else if (sample.at - this.lastPlainAt >= PLAIN_EVERY_MS) {
      this.lastPlainAt = sample.at;
      this.line(text);
    }
  }
}

function standingOf(sample: Sample, { counts }: Workload, active: readonly string[], elapsedMs: number): string {
  const { submitted, decided, terminal, delivered, open } = sample;
  const { total, ok } = counts.calls;
  const share = total === 0 ? '–' : `${Math.floor((ok * 100) / total)} %`;
  const faults = active.length === 0 ? 'no fault' : active.join(' + ');
  const work = `${submitted} submitted, ${decided} decided, ${terminal} ended, ${delivered} delivered, ${open} open`;
  return `${String(Math.floor(elapsedMs / 1_000)).padStart(5)} s  ${work}, calls ok ${share}  │ ${faults}`;
}
