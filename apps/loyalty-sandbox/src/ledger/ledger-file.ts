import { type FileHandle, mkdir, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Lines that survive a crash: `append` resolves only when its line is on the disk. Lines that arrive while a write
 * is under way share the next write and its fsync. After a failed write every later append fails too, because
 * what the file holds is then unknown.
 */
export class LedgerFile {
  private nextWrite: { readonly lines: string[]; readonly done: Promise<void> } | undefined;
  private lastWork: Promise<void> = Promise.resolve();

  private constructor(
    private readonly handle: FileHandle,
    private tornAt: number | undefined,
  ) {}

  /**
   * Opens or makes the file and reads its lines. A last line without its line break was cut off by a crash and never
   * answered: it is left out, and taken off the file by the first write (not earlier, since the file may still turn
   * out to belong to a running process that holds our port).
   */
  static async open(file: string): Promise<{ ledgerFile: LedgerFile; lines: string[] }> {
    await mkdir(dirname(file), { recursive: true });
    const handle = await open(file, 'a');
    const bytes = await readFile(file);
    const end = bytes.lastIndexOf('\n') + 1;
    const lines = bytes
      .subarray(0, end)
      .toString('utf8')
      .split('\n')
      .filter((line) => line !== '');
    return { ledgerFile: new LedgerFile(handle, end < bytes.length ? end : undefined), lines };
  }

  append(line: string): Promise<void> {
    this.nextWrite ??= this.planWrite();
    this.nextWrite.lines.push(line);
    return this.nextWrite.done;
  }

  /** Empties the file, after the lines that are already on their way. */
  clear(): Promise<void> {
    this.nextWrite = undefined;
    return this.afterLastWork(async () => {
      this.tornAt = undefined;
      await this.handle.truncate(0);
      await this.handle.sync();
    });
  }

  async close(): Promise<void> {
    try {
      await this.lastWork;
    } finally {
      await this.handle.close();
    }
  }

  private planWrite(): { lines: string[]; done: Promise<void> } {
    const lines: string[] = [];
    const done = this.afterLastWork(async () => {
      // From here on lines go into the write after this one; a clear may already have seen to that.
      if (this.nextWrite?.lines === lines) this.nextWrite = undefined;
      await this.cutTornLine();
      await this.handle.appendFile(lines.map((line) => `${line}\n`).join(''));
      await this.handle.sync();
    });
    return { lines, done };
  }

  private async cutTornLine(): Promise<void> {
    if (this.tornAt === undefined) return;
    await this.handle.truncate(this.tornAt);
    this.tornAt = undefined;
  }

  private afterLastWork(work: () => Promise<void>): Promise<void> {
    this.lastWork = this.lastWork.then(work);
    return this.lastWork;
  }
}
