import { createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { sha256 } from './hash';

/**
 * Signed notes as of C2SP: a text, a blank line, and a line per signature.
 * @see https://c2sp.org/signed-note
 */
const ED25519 = Buffer.of(0x01);
/** Ends before the 32 bytes of the key itself. */
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');
const KEY_ID_BYTES = 4;
const SIGNATURE_LINE = /^— (\S+) ([A-Za-z0-9+/]+={0,2})$/;

/** Who signs: an ed25519 key under a name without spaces or plus signs. */
export interface NoteKey {
  readonly name: string;
  readonly key: KeyObject;
}

export interface OpenedNote {
  readonly text: string;
  /** Which of the given keys signed it; undefined when none of them did. */
  readonly signedBy: NoteKey | undefined;
}

/** @param text ends with a line break and holds no empty line */
export function signNote(text: string, { name, key }: NoteKey): string {
  const id = keyIdOf({ name, key: createPublicKey(key) });
  return `${text}\n— ${name} ${Buffer.concat([id, sign(null, Buffer.from(text), key)]).toString('base64')}\n`;
}

/** Undefined: it is no signed note at all. */
export function openNote(note: string, keys: readonly NoteKey[]): OpenedNote | undefined {
  const end = note.lastIndexOf('\n\n');
  if (end < 0) return undefined;
  const text = note.slice(0, end + 1);
  const signatures = note
    .slice(end + 2)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => SIGNATURE_LINE.exec(line));
  if (signatures.length === 0 || signatures.includes(null)) return undefined;
  return { text, signedBy: keys.find((key) => signatures.some((found) => found !== null && isBy(key, text, found[1], found[2]))) };
}

/** The first 4 bytes of SHA-256 over name, line break, algorithm and key: tells keys of one name apart. */
export function keyIdOf({ name, key }: NoteKey): Buffer {
  return sha256(name, '\n', ED25519, rawKeyOf(key)).subarray(0, KEY_ID_BYTES);
}

/** `name+id+key` in one line, as the tools for transparency logs take it. */
export function verifierKeyOf(noteKey: NoteKey): string {
  const { name, key } = noteKey;
  return `${name}+${keyIdOf(noteKey).toString('hex')}+${Buffer.concat([ED25519, rawKeyOf(key)]).toString('base64')}`;
}

/** @throws RangeError when the line is none, or names another key than it holds */
export function readVerifierKey(line: string): NoteKey {
  const [, name, id, encoded] = /^([^+\s]+)\+([0-9a-f]{8})\+(\S+)$/.exec(line.trim()) ?? [];
  const bytes = Buffer.from(encoded ?? '', 'base64');
  if (name === undefined || bytes.length !== 33 || !bytes.subarray(0, 1).equals(ED25519)) throw new RangeError('This is no verifier key.');
  const key = createPublicKey({ key: Buffer.concat([SPKI_PREFIX, bytes.subarray(1)]), format: 'der', type: 'spki' });
  if (keyIdOf({ name, key }).toString('hex') !== id) throw new RangeError('This verifier key does not have the id that it names.');
  return { name, key };
}

function isBy(noteKey: NoteKey, text: string, name: string | undefined, encoded: string | undefined): boolean {
  if (name !== noteKey.name) return false;
  const bytes = Buffer.from(encoded ?? '', 'base64');
  if (!bytes.subarray(0, KEY_ID_BYTES).equals(keyIdOf(noteKey))) return false;
  return verify(null, Buffer.from(text), noteKey.key, bytes.subarray(KEY_ID_BYTES));
}

function rawKeyOf(key: KeyObject): Buffer {
  if (key.asymmetricKeyType !== 'ed25519') throw new RangeError('A journal is signed by an ed25519 key.');
  return createPublicKey(key.type === 'private' ? key : { key: key.export({ format: 'der', type: 'spki' }), format: 'der', type: 'spki' })
    .export({ format: 'der', type: 'spki' })
    .subarray(SPKI_PREFIX.length);
}
