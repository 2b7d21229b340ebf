import type { JsonSchema } from '../api/json-schema';
import { byPointer, placeProblems } from './place-problems';
import { planFields } from './plan-fields';

const SCHEMA: JsonSchema = {
  type: 'object',
  required: ['points', 'customer'],
  properties: {
    points: { type: 'number', title: 'Points' },
    customer: { type: 'object', properties: { mobile: { type: 'string' } } },
    customers: { type: 'array', items: { type: 'integer' } },
  },
};
const root = planFields({ schema: SCHEMA, sample: undefined, pointer: '/p', choices: {} });

function placed(reference: string | undefined, message: string, values = {}) {
  const problem = { code: 2008, message, ...(reference !== undefined && { reference }) };
  return placeProblems([problem], [root], values)[0]!;
}

describe('where a problem is shown', () => {
  it('is the field that it names, without naming it twice', () => {
    expect(placed('/p/points', 'Field points: must be above 0.', { '/p/points': '-1' })).toMatchObject({
      place: { pointer: '/p/points', label: 'Points' },
      message: 'Must be above 0.',
    });
  });

  it('is in plain words when a required field is empty', () => {
    expect(placed('/p/points', 'Field points: Invalid input: expected number, received undefined.').message).toBe('Fill this in.');
  });

  it('is told once where the schema has said the same in its own words', () => {
    const problems = ['Field points: Too small: expected number to be >0.', 'Field points: must be above 0.'].map((message) => ({
      code: 2008,
      message,
      reference: '/p/points',
    }));
    expect(placeProblems(problems, [root], { '/p/points': '-1' }).map(({ message }) => message)).toEqual(['Must be above 0.']);
    expect(placeProblems(problems.slice(0, 1), [root], { '/p/points': '-1' })[0]?.message).toBe('Write a number above 0.');
  });

  it('is the group when the whole of it is meant', () => {
    expect(placed('/p/customer', 'Field customer: must have one of mobile.').place?.pointer).toBe('/p/customer');
  });

  it('is the list with the line when one value is meant', () => {
    expect(placed('/p/customers/1', 'Field 1: must be a number.', { '/p/customers': '1\nx' })).toMatchObject({
      place: { pointer: '/p/customers' },
      message: 'Line 2: Must be a number.',
    });
  });

  it.each([undefined, 'maker', '/p', '/elsewhere'])('is nowhere, and the whole sentence is kept, for %s', (reference) => {
    expect(placed(reference, 'Field x: no.')).toMatchObject({ message: 'Field x: no.' });
    expect(placed(reference, 'Field x: no.').place).toBeUndefined();
  });

  it('is nowhere where the API says that there is no reference', () => {
    const problem = JSON.parse('{ "code": 9059, "message": "Too much.", "reference": null }') as { code: number; message: string };
    expect(placeProblems([problem], [root], {})).toMatchObject([{ message: 'Too much.' }]);
  });

  it('says several things about one field in one text, none of them twice', () => {
    const problems = ['one', 'two', 'one'].map((message) => ({
      code: 2008,
      message: `Field mobile: ${message}.`,
      reference: '/p/customer/mobile',
    }));
    expect(byPointer(placeProblems(problems, [root], {})).get('/p/customer/mobile')).toBe('One. Two.');
  });
});
