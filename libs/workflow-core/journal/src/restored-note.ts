import { openNote, type NoteKey } from './signed-note';

/** Which files of checkpoints a new one continues after a backup was restored, and how far each journal was sealed then. */
export interface RestoredNote {
  /** Name of the log. */
  readonly log: string;
  readonly at: Date;
  /** Their names, without folders, and SHA-256 over what was in them. */
  readonly continued: readonly { readonly file: string; readonly sha256: string }[];
  readonly sizes: ReadonlyMap<number, number>;
}

const TEXT = /^(?<log>\S+)\/restored\nat (?<at>\S+)\n(?<continued>(?:continues [A-Za-z0-9+/]{43}= [^\n]+\n)*)(?<sizes>(?:org \d+ \d+\n)*)$/;

export function restoredText({ log, at, continued, sizes }: RestoredNote): string {
  const files = continued.map(({ file, sha256 }) => `continues ${sha256} ${file}\n`).join('');
  return `${log}/restored\nat ${at.toISOString()}\n${files}${[...sizes].map(([orgId, size]) => `org ${orgId} ${size}\n`).join('')}`;
}

/** A line of the new file. */
export function restoredLineOf(note: string): string {
  return `${JSON.stringify({ restored: note })}\n`;
}

/** Undefined: the line tells of no restore. `isSigned`: by one of the keys. */
export function readRestoredLine(line: string, keys: readonly NoteKey[]): (RestoredNote & { readonly isSigned: boolean }) | undefined {
  const opened = openNote(noteIn(line) ?? '', keys);
  const { log, at, continued, sizes } = TEXT.exec(opened?.text ?? '')?.groups ?? {};
  if (log === undefined || at === undefined) return undefined;
  return {
    log,
    at: new Date(at),
    continued: [...(continued ?? '').matchAll(/^continues (\S+) (.+)$/gm)].map(([, sha256 = '', file = '']) => ({ file, sha256 })),
    sizes: new Map([...(sizes ?? '').matchAll(/^org (\d+) (\d+)$/gm)].map(([, orgId, size]) => [Number(orgId), Number(size)])),
    isSigned: opened?.signedBy !== undefined,
  };
}

function noteIn(line: string): string | undefined {
  try {
    const { restored } = JSON.parse(line) as { readonly restored?: unknown };
    return typeof restored === 'string' ? restored : undefined;
  } catch {
    return undefined;
  }
}
