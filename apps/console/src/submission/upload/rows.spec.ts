import { planForm } from '../form-plan';
import type { RequestTypeDescription } from '../../api/request-types';
import { columnFor, columnsOf, headerText } from './columns';
import { csvLines, UnreadableFile } from './csv-file';
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
    ['an unknown column, because its values would be lost', 'Points,From / Id,Pionts\n1,2,3', 'Pionts'],
    ['a column that is there twice', 'Points,From / Id,body.points\n1,2,3', 'Points'],
    ['a required column that is missing', 'Points\n1', 'From / Id'],
    ['no rows', 'Points,From / Id\n', 'no rows'],
    ['too many rows', `Points,From / Id\n${'1,2\n'.repeat(MOST_ROWS + 1)}`, 'at most 5000'],
  ])('are refused for %s', (_name, text, words) => {
    expect(() => read(text)).toThrow(UnreadableFile);
    expect(() => read(text)).toThrow(words);
  });

  it('may come from a file of results, without submitting anything twice', () => {
    const { rows } = read('Points,From / Id,Upload: result\n1,2,refused\n1,2,submitted');
    expect(rows.map(({ damage }) => damage)).toEqual([undefined, 'It was submitted before.']);
  });

  it('never pass a number of which a spreadsheet took digits', () => {
    expect(read('Points,From / Id\n100,9.199E+11').rows[0]!.damage).toContain('From / Id');
  });

  it('are not guessed when there are more cells than columns', () => {
    expect(read('Points,From / Id\n1,2,3').rows[0]!.damage).toContain('more cells');
  });
});
