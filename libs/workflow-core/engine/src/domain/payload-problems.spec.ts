import type { RequestType } from '@countersign/contract';
import { z } from 'zod';
import { payloadProblems } from './payload-problems';

const one = z.strictObject({ points: z.string(), customer: z.string() });
const definition = {
  payload: z.strictObject({ body: z.strictObject({ redeem: z.union([one, z.tuple([one])]), till: z.number() }) }),
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

  it('never repeats what the maker sent', () => {
    expect(JSON.stringify(problems({ redeem: { points: 919900000101, customer: 'c' }, till: '919900000101' }))).not.toContain(
      '919900000101',
    );
  });
});
