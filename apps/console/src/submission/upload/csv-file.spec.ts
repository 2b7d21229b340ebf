import { csvForm, csvLines, csvText } from './csv-file';
import { UnreadableFile } from './csv-text';

const cellsOf = (text: string) => csvLines(text).map(({ cells }) => cells);

describe('a CSV file', () => {
  it.each([',', ';', '\t', '|'])('may have %j between its cells, and line breaks inside them', (mark) => {
    const text = `a${mark}b\r\n1${mark}"two\nlines"\r\n`;
    expect(cellsOf(text)).toEqual([
      ['a', 'b'],
      ['1', 'two\nlines'],
    ]);
    expect(cellsOf(`sep=${mark}\r\n${text}`)).toEqual(cellsOf(text));
  });

  it('may name its delimiter in front, as spreadsheets do, without counting that as a row', () => {
    expect(csvLines('"sep=;"\r\na,x;b\r\n1;2').map(({ line, cells }) => [line, cells])).toEqual([
      [1, ['a,x', 'b']],
      [2, ['1', '2']],
    ]);
    expect(() => csvLines('sep=#\na#b\n1#2')).toThrow(UnreadableFile);
  });

  it('is parted by what parts its headers, not by what stands inside them', () => {
    expect(cellsOf('"a,b";c\n1;2')).toEqual([
      ['a,b', 'c'],
      ['1', '2'],
    ]);
  });

  it.each(['\n', ';;\n', '\n \n', '"";""\n'])('is not parted by what its empty first line %j happens to hold', (empty) => {
    expect(cellsOf(`${empty}a;b;c\n1;2,5;3`)).toEqual([
      ['a', 'b', 'c'],
      ['1', '2,5', '3'],
    ]);
  });

  it.each([',', ';', '\t', '|'])('of results is parted by %j as the file was, and names it where that did', (mark) => {
    const lines = [
      ['a', 'b'],
      ['1', 'x,y;z'],
    ];
    const named = csvText(lines, csvForm(`sep=${mark}\na${mark}b`));
    expect(named.slice(1)).toMatch(`sep=${mark}\r\na${mark}b`);
    expect(cellsOf(named.slice(1))).toEqual(lines);
    const plain = csvText(lines, csvForm(`a${mark}b\n1${mark}2`));
    expect(plain.slice(1)).toMatch(`a${mark}b`);
    expect(cellsOf(plain.slice(1))).toEqual(lines);
  });

  it('quotes what another spreadsheet would take for two cells, the second a formula', () => {
    expect(csvText([['a;=HYPERLINK(1)', 'b']])).toContain('"a;=HYPERLINK(1)",b');
  });

  it('means by a formula of text the text, whose zeros a spreadsheet would take', () => {
    expect(cellsOf('a,b\n"=""0042""",="7"')[1]).toEqual(['0042', '7']);
  });

  it('is counted as a spreadsheet counts, empty lines too', () => {
    expect(csvLines('a\n\n1\n,,\n2').map(({ line }) => line)).toEqual([1, 3, 5]);
  });

  it('tells which line has a quote that never ends', () => {
    const [, damaged] = csvLines('a,b\n"1,2\n3,4');
    expect(damaged).toMatchObject({ line: 2, damage: expect.stringContaining('never closes') });
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
