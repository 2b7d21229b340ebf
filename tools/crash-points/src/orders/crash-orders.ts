import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { CrashKind, CrashPoint } from '../crash-point';

/** What is to happen, once, to whichever process first comes by the point with work of the org. */
export interface CrashOrder {
  readonly point: CrashPoint;
  readonly kind: CrashKind;
}

/** An order that was carried out. */
export interface CrashStruck extends CrashOrder {
  readonly pid: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/**
 * Orders between a test and the processes it breaks: one file per org in a folder. Taking an order is a rename, which one process alone
 * can win; so it is carried out exactly once, whatever restarts meanwhile.
 */
export class CrashOrders {
  constructor(readonly folder: string) {
    mkdirSync(folder, { recursive: true });
  }

  /** Gives an org its order; an earlier one that was carried out is forgotten. */
  place(orgId: number, { point, kind }: CrashOrder): void {
    rmSync(this.file(orgId, 'struck'), { force: true });
    this.write(this.file(orgId, 'order'), { point, kind });
  }

  /** What became of the org's order; undefined while its point was not reached. */
  struck(orgId: number): CrashStruck | undefined {
    return readJson(this.file(orgId, 'struck')) as CrashStruck | undefined;
  }

  /** Called at a point: what is to happen here. On the disk before it happens. */
  take(orgId: number, point: CrashPoint): CrashKind | undefined {
    const order = readJson(this.file(orgId, 'order')) as CrashOrder | undefined;
    if (order?.point !== point || !isRenamed(this.file(orgId, 'order'), this.file(orgId, 'taken'))) return undefined;
    const struck: CrashStruck = { ...order, pid: process.pid, at: Date.now() };
    this.write(this.file(orgId, 'struck'), struck);
    return order.kind;
  }

  private file(orgId: number, suffix: 'order' | 'taken' | 'struck'): string {
    return path.join(this.folder, `${orgId}.${suffix}`);
  }

  /** Readers see all of it or nothing. */
  private write(file: string, content: object): void {
    const draft = `${file}.${process.pid}.draft`;
    writeFileSync(draft, JSON.stringify(content));
    renameSync(draft, file);
  }
}

function readJson(file: string): unknown {
  return whenThere(() => JSON.parse(readFileSync(file, 'utf8')) as unknown);
}

function isRenamed(from: string, to: string): boolean {
  return (
    whenThere(() => {
      renameSync(from, to);
      return true;
    }) ?? false
  );
}

function whenThere<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
