import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';

/** A line for an org's journal. */
export interface OrgLine {
  readonly orgId: number;
  /** Ends with a line break. */
  readonly line: string;
}

/**
 * The file of checkpoints outside the database. Lines are only ever added, so the file may be append-only by its system's means;
 * and what was appended is on the disk.
 */
export class CheckpointFile {
  constructor(readonly path: string) {}

  /** Makes the file where there is none. @throws when it cannot be appended to */
  async requireWritable(): Promise<void> {
    await (await this.open()).close();
  }

  /** @throws when not all of it is surely on the disk */
  async append(lines: readonly OrgLine[]): Promise<void> {
    const file = await this.open();
    try {
      const broken = await endsInsideLine(file);
      await file.appendFile(`${broken ? '\n' : ''}${lines.map(({ line }) => line).join('')}`);
      await file.datasync();
    } finally {
      await file.close();
    }
  }

  private open(): Promise<FileHandle> {
    return open(this.path, constants.O_APPEND | constants.O_CREAT | constants.O_RDWR, 0o644);
  }
}

/** A crash may have left half a line; what comes next must not be joined to it. */
async function endsInsideLine(file: FileHandle): Promise<boolean> {
  const { size } = await file.stat();
  if (size === 0) return false;
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer.toString() !== '\n';
}
