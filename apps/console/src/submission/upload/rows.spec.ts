import { planForm } from '../form-plan';
import type { RequestTypeDescription } from '../../api/request-types';
import { columnFor, columnsOf, headerText } from './columns';
import { csvLines } from './csv-file';
import { UnreadableFile } from './csv-text';
import { MOST_ROWS, readRows } from './rows';

const TEXT = { type: 'string' };
const TYPE: RequestTypeDescription = {
  type: 'GIFT',
  name: 'gift',
  title: 'Gift',
  hasAmount: true,
  example: { body: { points: '100' } },
  entityInfoSchema: { type: 'object', properties: { tillId: TEXT } },
  entityFields: {},
  payloadSchema: {
    type: 'object',
    required: ['body'],
    properties: {
      body: {
        type: 'object',
        required: ['kind', 'points', 'from'],
        properties: {
          kind: { const: 'GIFT' },
          points: { title: 'Points', anyOf: [TEXT, { type: 'number' }] },
          from: { type: 'object', title: 'From', required: ['id'], properties: { id: TEXT, mode: { enum: ['true', 'false'] } } },
          to: { type: 'object', title: 'To', properties: { id: TEXT, ids: { type: 'array', items: { type: 'integer' } } } },
        },
      },
    },
  },
};
const plan = planForm(TYPE, TYPE.example, {});
const columns = columnsOf(plan);

function read(text: string) {
  return readRows(csvLines(text), plan, columns);
}

describe('the columns of a type', () => {
  it('are all that can be filled in, required ones first and marked, each with a name of its own', () => {
    expect(columns.map(headerText)).toEqual(['Points *', 'From / Id *', 'Mode', 'To / Id', 'Ids', 'Till id']);
  });

  it.each(['points', ' POINTS * ', 'body.points'])('are found by %j', (header) => {
    expect(columnFor(header, columns)?.path).toBe('body.points');
  });
});

describe('the rows of a file', () => {
  it('become submissions as the form would make them', () => {
    const { rows } = read('Points *,From / Id,Mode,Ids,Till id\n100,7,yes,1|2,4711\n');
    expect(JSON.parse(rows[0]!.text)).toEqual({
      entityInfo: { tillId: '4711' },
      payload: {
        'IntouchAPITask-Payload': { body: { kind: 'GIFT', points: '100', from: { id: '7', mode: 'true' }, to: { ids: [1, 2] } } },
      },
    });
    expect(rows[0]!.line).toBe(2);
  });

  it.each([
    ['WAHR', 'true'],
    ['TRUE', 'true'],
    ['FALSCH', 'false'],
    ['No', 'false'],
  ])('take %s for %s, as a spreadsheet writes it', (cell, mode) => {
    expect(read(`Points,From / Id,Mode\n1,7,${cell}`).rows[0]?.text).toContain(`"mode":"${mode}"`);
  });

  it.each([
    ['an unknown column, because its values would be lost', 'Points,From / Id,Pionts\n1,2,3', 'Pionts'],
    ['a column that is there twice', 'Points,From / Id,body.points\n1,2,3', 'Points'],
    ['a required column that is missing', 'Points\n1', 'From / Id'],
    ['no rows', 'Points,From / Id\n', 'no rows'],
    ['too many rows', `Points,From / Id\n${'1,2\n'.repeat(MOST_ROWS + 1)}`, 'at most 5000'],
  ])('are refused for %s', (_name, text, words) => {
    expect(() => read(text)).toThrow(UnreadableFile);
    expect(() => read(text)).toThrow(words);
  });

  it('are known again in a file of results, however it was mended and sorted', () => {
    const id = '019AA9C8-7a3b-7c52-9d2e-3f1f0e6d5c4b';
    const header = 'Upload: key,Upload: request,Points,From / Id,Upload: result';
    const { rows } = read(`${header}\n,,1,2,refused\n,${id},9,2,submitted\nkey-1,,1,3,not known\n,,1,4,submitted`);
    expect(rows.map(({ earlier, damage }) => [earlier, damage])).toEqual([
      [undefined, undefined],
      [{ kind: 'submitted', requestId: id.toLowerCase() }, undefined],
      [{ kind: 'unknown', key: 'key-1' }, undefined],
      [{ kind: 'submitted' }, undefined],
    ]);
  });

  it('ask for the same in whatever order, delimiter and spelling of the headers', () => {
    const [comma] = read('Points *,From / Id,Till id\n100,"7",4711').rows;
    const [semicolon] = read('sep=;\r\nTILL ID;;body.points;From / Id\r\n4711;;100; 7 \r\n;;;\r\n').rows;
    expect(semicolon?.text).toBe(comma?.text);
  });

  it('never pass a number of which a spreadsheet took digits', () => {
    expect(read('Points,From / Id\n100,9.199E+11').rows[0]!.damage).toContain('From / Id');
  });

  it('are not guessed when there are more cells than headers', () => {
    expect(read('Points,From / Id\n1,2,3').rows[0]!.damage).toBe('Column C holds “3” and has no header.');
    expect(read('Points,,From / Id\n1,x,3').rows[0]!.damage).toBe('Column B holds “x” and has no header.');
  });

  it('tell all that is to be mended at once, by column', () => {
    expect(read('Points;From / Id\n1.500;#REF!').rows[0]!.damage).toBe(
      'Points: 1.500: write 1500 or 1.5. From / Id: #REF! is what a spreadsheet shows for a value that it has not got. Enter the value.',
    );
  });
});
