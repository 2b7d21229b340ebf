import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import {
  CheckpointFile,
  type NoteKey,
  openNote,
  readCheckpoint,
  readCheckpointLine,
  restoredLineOf,
  restoredText,
  signNote,
} from '@countersign/journal';

/** A new file of checkpoints after a restore. */
export interface Continuation {
  readonly signer: NoteKey;
  /** The files until now; verifying looks for them beside the new one. */
  readonly oldFiles: readonly string[];
  readonly newFile: string;
  readonly at: Date;
  /** How far the restored database is sealed, by org. */
  readonly sizes: ReadonlyMap<number, number>;
}

/**
 * Begins a new file with a signed line that names the old ones, what was in them, and where each journal goes on. What the old ones hold
 * beyond that is lost with the time after the backup, and whoever verifies is told so.
 */
export async function continueCheckpoints({ signer, oldFiles, newFile, at, sizes }: Continuation): Promise<void> {
  if (await hasContent(newFile)) throw new Error(`${newFile} exists already: after a restore a new file begins.`);
  const all = new Map(sizes);
  const continued: { readonly file: string; readonly sha256: string }[] = [];
  for (const path of oldFiles) {
    if (dirname(resolve(path)) !== dirname(resolve(newFile)))
      throw new Error(`${path} and ${newFile} must lie in one folder, so that whoever verifies finds the old one.`);
    const sha256 = createHash('sha256');
    for await (const chunk of createReadStream(path)) sha256.update(chunk as Buffer);
    for (const orgId of await orgsIn(path)) if (!all.has(orgId)) all.set(orgId, 0);
    continued.push({ file: basename(path), sha256: sha256.digest('base64') });
  }
  const note = signNote(restoredText({ log: signer.name, at, continued, sizes: all }), signer);
  await new CheckpointFile(newFile).append([{ orgId: 0, line: restoredLineOf(note) }]);
}

async function hasContent(file: string): Promise<boolean> {
  const found = await stat(file).catch(() => undefined);
  return found !== undefined && found.size > 0;
}

async function orgsIn(file: string): Promise<ReadonlySet<number>> {
  const orgs = new Set<number>();
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    const checkpoint = readCheckpoint(openNote(readCheckpointLine(line)?.note ?? '', [])?.text ?? '');
    if (checkpoint) orgs.add(checkpoint.orgId);
  }
  return orgs;
}
