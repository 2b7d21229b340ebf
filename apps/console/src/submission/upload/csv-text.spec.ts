import { MOST_BYTES, textOfFile, UnreadableFile } from './csv-text';

const bytes = (...values: number[]) => new Uint8Array(values).buffer;
function utf16(text: string, isBig: boolean): ArrayBuffer {
  const buffer = new ArrayBuffer(2 * (text.length + 1));
  const view = new DataView(buffer);
  const marked = `\uFEFF${text}`;
  for (let index = 0; index < marked.length; index += 1) view.setUint16(2 * index, marked.charCodeAt(index), !isBig);
  return buffer;
}

describe('the text of a file', () => {
  it('is read the same with a byte order mark', () => {
    expect(textOfFile(bytes(0xef, 0xbb, 0xbf, 0x61))).toBe('a');
  });

  it.each([true, false])('is read from what spreadsheets call Unicode text, big end first: %s', (isBig) => {
    expect(textOfFile(utf16('Größe\t1', isBig))).toBe('Größe\t1');
  });

  it.each([
    ['Windows-1252', bytes(0x61, 0xe9, 0x62), 'not in UTF-8'],
    ['UTF-16 without a mark', bytes(0x61, 0, 0x62, 0), 'not in UTF-8'],
    ['a workbook', bytes(0x50, 0x4b, 3, 4), 'workbook'],
    ['more than 5 MB', new ArrayBuffer(MOST_BYTES + 1), '5 MB'],
  ])('is refused in words for %s', (_name, file, words) => {
    expect(() => textOfFile(file)).toThrow(UnreadableFile);
    expect(() => textOfFile(file)).toThrow(words);
  });
});
