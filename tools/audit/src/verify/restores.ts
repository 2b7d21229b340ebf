import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { type NoteKey, openNote, readCheckpoint, readCheckpointLine, readRestoredLine, type RestoredNote } from '@countersign/journal';
import { UnreadableError } from './unreadable-error';

/** A file of checkpoints that goes on where a restored backup ended. */
export interface Restore {
  readonly at: Date;
  /** So many entries of the org the backup had. */
  readonly size: number;
  /** So many more were sealed before, and are lost; until when. */
  readonly lost: number;
  readonly lostUntil: Date | undefined;
  /** Paths of the files that are continued, and of those that they continue. */
  readonly continued: readonly string[];
  /** Why this proves nothing, in a sentence. */
  readonly problem: string | undefined;
}

interface Link {
  readonly path: string;
  readonly note: RestoredNote & { readonly isSigned: boolean };
  /** SHA-256 of what was found in each file that it continues; undefined where there is no such file. */
  readonly found: readonly { readonly path: string; readonly sha256: string | undefined }[];
}

/** Files by path, with their lines. */
export interface FollowedLinks {
  readonly texts: ReadonlyMap<string, readonly string[]>;
  readonly links: readonly Link[];
}

/** The lines of these files and of all that they continue, by path. */
export async function followLinks(files: readonly string[], keys: readonly NoteKey[]): Promise<FollowedLinks> {
  const texts = new Map<string, readonly string[]>();
  const links: Link[] = [];
  const wanted = files.map((file) => resolve(file));
  for (let path = wanted.shift(); path !== undefined; path = wanted.shift()) {
    if (texts.has(path)) continue;
    const lines = linesOf(await readOr(path));
    texts.set(path, lines);
    for (const note of lines.flatMap((line) => readRestoredLine(line, keys) ?? [])) {
      const folder = dirname(path);
      const found = await Promise.all(note.continued.map(async ({ file }) => hashed(join(folder, file))));
      links.push({ path, note, found });
      wanted.push(...found.filter(({ sha256 }) => sha256 !== undefined).map(({ path: old }) => old));
    }
  }
  return { texts, links };
}

export function restoreOf({ path, note, found }: Link, { texts, links }: FollowedLinks, orgId: number, keys: readonly NoteKey[]): Restore {
  const size = note.sizes.get(orgId) ?? 0;
  const old = found.flatMap(({ path: file }) => texts.get(file) ?? []).flatMap((line) => checkpointIn(line, orgId, keys) ?? []);
  const last = old.reduce<(typeof old)[number] | undefined>((most, one) => (most && most.size > one.size ? most : one), undefined);
  const changed = note.continued.find(({ sha256 }, index) => found[index]?.sha256 !== sha256);
  return {
    at: note.at,
    size,
    lost: Math.max(0, (last?.size ?? 0) - size),
    lostUntil: last?.sealedAt,
    continued: ancestorsOf(path, links),
    problem: !note.isSigned
      ? `The line in ${path} that continues another file is signed by none of the given keys.`
      : changed && `${changed.file}, which ${path} continues, is not there or is not what it was when the backup was restored.`,
  };
}

function ancestorsOf(path: string, links: readonly Link[]): string[] {
  const own = links.filter((link) => link.path === path).flatMap(({ found }) => found.map((old) => old.path));
  return own.flatMap((old) => [
    old,
    ...ancestorsOf(
      old,
      links.filter((link) => link.path !== path),
    ),
  ]);
}

function checkpointIn(line: string, orgId: number, keys: readonly NoteKey[]) {
  const opened = openNote(readCheckpointLine(line)?.note ?? '', keys);
  const checkpoint = opened?.signedBy && readCheckpoint(opened.text);
  return checkpoint?.orgId === orgId ? checkpoint : undefined;
}

async function hashed(path: string): Promise<Link['found'][number]> {
  const text = await readFile(path).catch(() => undefined);
  return { path, sha256: text && createHash('sha256').update(text).digest('base64') };
}

async function readOr(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((cause: unknown) => {
    throw new UnreadableError(`${path} cannot be read.`, { cause });
  });
}

function linesOf(text: string): string[] {
  return text.split('\n').filter((line) => line !== '');
}
