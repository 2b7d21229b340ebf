import type { RequestType } from '@countersign/contract';
import { z } from 'zod';
import { payloadProblems, spellingProblems } from './payload-problems';

const one = z.strictObject({ points: z.string(), customer: z.string() });
const definition = {
  payload: z.strictObject({
    body: z.strictObject({ redeem: z.union([one, z.tuple([one])]), till: z.number(), list: z.array(z.number()).exactOptional() }),
  }),
  problemKinds: { '/body/till': 'points-invalid' },
} as unknown as RequestType;

function problems(body: unknown) {
  return payloadProblems(definition, { body }).map(({ kind, reference, message }) => [kind, reference, message]);
}

describe('payloadProblems', () => {
  it('finds nothing in a payload that its schema accepts', () => {
    expect(problems({ redeem: { points: '1', customer: 'c' }, till: 7 })).toEqual([]);
  });

  it('names an unknown field by its place in the body that the maker sent', () => {
    expect(problems({ redeem: { points: '1', customer: 'c' }, till: 7, 'a/b': 1 })).toEqual([
      ['invalid-payload', '/payload/IntouchAPITask-Payload/body/a~1b', 'Field a/b is not known here; remove it.'],
    ]);
  });

  it('names the bad field inside a union, not the union', () => {
    const [[, reference] = []] = problems({ redeem: { points: true, customer: 'c' }, till: 7 });
    expect(reference).toBe('/payload/IntouchAPITask-Payload/body/redeem/points');
  });

  it("gives a field the type's own kind of problem where it has one", () => {
    const [[kind, reference] = []] = problems({ redeem: { points: '1', customer: 'c' } });
    expect([kind, reference]).toEqual(['points-invalid', '/payload/IntouchAPITask-Payload/body/till']);
  });

  it('names the list of which an element is bad, not its number alone', () => {
    const [[, reference, message] = []] = problems({ redeem: [{ points: '1', customer: 'c' }], till: 7, list: [1, 'x'] });
    expect([reference, message]).toEqual(['/payload/IntouchAPITask-Payload/body/list/1', expect.stringMatching(/^Field list\.1: /)]);
  });

  it('says which character nobody sees in a text, whatever else the field wants', () => {
    expect(problems({ redeem: { points: '1', customer: 'c' }, till: '7\u200b' })).toEqual([
      ['points-invalid', '/payload/IntouchAPITask-Payload/body/till', 'Field till: contains the invisible character U+200B.'],
    ]);
  });

  it('spells out what nobody sees in the name of an unknown field', () => {
    const [[, , message] = []] = problems({ redeem: { points: '1', customer: 'c' }, till: 7, 'a\u202eb': 1 });
    expect(message).toBe('Field a<U+202E>b is not known here; remove it.');
  });

  it('never repeats what the maker sent', () => {
    expect(JSON.stringify(problems({ redeem: { points: 919900000101, customer: 'c' }, till: '919900000101' }))).not.toContain(
      '919900000101',
    );
  });
});

describe('spellingProblems', () => {
  const type = {
    payload: z.strictObject({ id: z.int(), more: z.array(z.int()), points: z.number().refine((n) => Math.round(n * 10) / 10 === n) }),
  };

  it('names each whole number that is written with a decimal point, because not every parser takes it for one', () => {
    expect(spellingProblems(type as unknown as RequestType, '{"id":5001001.0,"more":[1,2.00],"points":20.0}')).toEqual([
      {
        kind: 'invalid-payload',
        message: 'Field id: must be written without a decimal point.',
        reference: '/payload/IntouchAPITask-Payload/id',
      },
      {
        kind: 'invalid-payload',
        message: 'Field more.1: must be written without a decimal point.',
        reference: '/payload/IntouchAPITask-Payload/more/1',
      },
    ]);
  });

  it('lets an amount be written as it is, down to its last zero', () => {
    expect(spellingProblems(type as unknown as RequestType, '{"id":5001001,"more":[],"points":20.000}')).toEqual([]);
  });
});
