export const MOST_BYTES = 5 * 1024 * 1024;

/** A file that cannot be read at all; the message says what to do. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
}

const SAVE_AS = 'In a spreadsheet, save it as “CSV UTF-8”.';

/** The text of a file in UTF-8 or, as spreadsheets save “Unicode text”, in UTF-16 with a byte order mark. @throws UnreadableFile */
export function textOfFile(bytes: ArrayBuffer): string {
  if (bytes.byteLength > MOST_BYTES) throw new UnreadableFile('The file is larger than 5 MB. Split it into several files.');
  const [first = 0, second = 0] = new Uint8Array(bytes);
  if (first === 0x50 && second === 0x4b) throw new UnreadableFile(`The file is a workbook, not a CSV file. ${SAVE_AS}`);
  const text = decoded(bytes, first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8');
  // Text without a mark whose letters take two bytes each reads as letters with nothing between them.
  if (text === undefined || text.includes('\0')) throw new UnreadableFile(`The file is not in UTF-8. ${SAVE_AS}`);
  return text;
}

/** Other encodings are not guessed: they give other letters for the same bytes, and nobody would notice. */
function decoded(bytes: ArrayBuffer, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
