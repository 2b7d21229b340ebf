import { type Effect, type LedgerEntry, ledgerEntrySchema } from '../state/ledger-entry';
import { LedgerFile } from './ledger-file';

/** Names the line of a ledger file that cannot be read; a torn last line is none. */
export class LedgerUnreadableError extends Error {
  override readonly name = 'LedgerUnreadableError';

  constructor(file: string, line: number) {
    super(`The ledger ${file} cannot be read at line ${line}: mend the line, or remove the file to start afresh.`);
  }
}

/** Who caused an effect. */
export interface EffectOrigin {
  readonly orgId: number;
  readonly idempotencyKey: string | null;
}

/** Every effect since the beginning, in order, in memory and on disk. */
export class Ledger {
  private lastSeq: number;
  private lastWrite: Promise<void> = Promise.resolve();

  private constructor(
    private readonly file: LedgerFile,
    private onDisk: LedgerEntry[],
  ) {
    this.lastSeq = onDisk.length;
  }

  /** @throws LedgerUnreadableError */
  static async open(path: string): Promise<Ledger> {
    const { ledgerFile, lines } = await LedgerFile.open(path);
    const entries = lines.map(parseLine);
    const unreadable = entries.findIndex((entry, index) => entry?.seq !== index + 1);
    if (unreadable >= 0) {
      await ledgerFile.close();
      throw new LedgerUnreadableError(path, unreadable + 1);
    }
    return new Ledger(
      ledgerFile,
      entries.filter((entry) => entry !== undefined),
    );
  }

  /** The entries that are surely on disk, after the given number. */
  entriesSince(seq: number): readonly LedgerEntry[] {
    return this.onDisk.slice(seq);
  }

  /** The number that the next effect will have. */
  get nextSeq(): number {
    return this.lastSeq + 1;
  }

  /** Numbers the effect at once; `durable` resolves when its line is on disk and it may be answered. */
  enter(effect: Effect, origin: EffectOrigin): { entry: LedgerEntry; durable: Promise<void> } {
    const entry: LedgerEntry = { seq: this.nextSeq, at: new Date().toISOString(), ...origin, ...effect };
    this.lastSeq = entry.seq;
    const durable = this.write(entry, this.onDisk);
    this.lastWrite = durable;
    return { entry, durable };
  }

  /** Resolves when all that was entered is on disk, which an answer that rests on it waits for. */
  allWritten(): Promise<void> {
    return this.lastWrite;
  }

  /** Forgets everything; effects that are still being written belong to what is forgotten. */
  async clear(): Promise<void> {
    this.onDisk = [];
    this.lastSeq = 0;
    await this.file.clear();
  }

  close(): Promise<void> {
    return this.file.close();
  }

  private async write(entry: LedgerEntry, entries: LedgerEntry[]): Promise<void> {
    await this.file.append(JSON.stringify(entry));
    entries.push(entry);
  }
}

function parseLine(line: string): LedgerEntry | undefined {
  try {
    return ledgerEntrySchema.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
}
