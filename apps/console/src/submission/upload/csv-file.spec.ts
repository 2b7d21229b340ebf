import { csvLines, csvText, MOST_BYTES, textOfFile, UnreadableFile } from './csv-file';

const bytes = (...values: number[]) => new Uint8Array(values).buffer;

describe('a CSV file', () => {
  it.each([',', ';', '\t'])('may have %j between its cells, and line breaks inside them', (mark) => {
    const text = `a${mark}b\r\n1${mark}"two\nlines"\r\n`;
    expect(csvLines(text).map(({ cells }) => cells)).toEqual([
      ['a', 'b'],
      ['1', 'two\nlines'],
    ]);
  });

  it('is counted as a spreadsheet counts, empty lines too', () => {
    expect(csvLines('a\n\n1\n,,\n2').map(({ line }) => line)).toEqual([1, 3, 5]);
  });

  it('is read the same with a byte order mark', () => {
    expect(textOfFile(bytes(0xef, 0xbb, 0xbf, 0x61))).toBe('a');
  });

  it('is refused in another encoding, and when it is too large', () => {
    expect(() => textOfFile(bytes(0x61, 0xe9, 0x62))).toThrow(UnreadableFile);
    expect(() => textOfFile(new ArrayBuffer(MOST_BYTES + 1))).toThrow('5 MB');
  });

  it('tells which line has a quote that never ends', () => {
    const [, damaged] = csvLines('a,b\n"1,2');
    expect(damaged?.damage).toBeDefined();
  });

  it('that we write is read back as it was, formulas as text', () => {
    const lines = [
      ['Points *', 'Notes'],
      ['100', '=HYPERLINK("x")'],
      ['1', 'a "quoted", text\nin two lines'],
    ];
    const text = csvText(lines);
    expect(text).toContain(`'=HYPERLINK`);
    expect(csvLines(text.slice(1)).map(({ cells }) => cells)).toEqual(lines);
  });
});
