import { z } from 'zod';
import { plainWords } from './plain-words';

const LIBRARY = /Invalid|expected|received|Too (?:small|big)|[<>]=?|pattern/;

describe('what a schema says', () => {
  it.each([
    ['Invalid option: expected one of "true"|"false".', 'Write one of Yes, No.'],
    ['Invalid input: expected number, received string.', 'Write a number that can be stored exactly: digits alone, at most 15 of them.'],
    ['Too small: expected number to be >0.', 'Write a number above 0.'],
  ])('is told in plain words: %s', (said, told) => expect(plainWords(said)).toBe(told));

  it.each<[string, z.ZodType, unknown]>([
    ['a number', z.number(), 'x'],
    ['a whole number', z.int(), 1.5],
    ['a text', z.string(), 7],
    ['a truth', z.boolean(), 'x'],
    ['a list', z.array(z.string()), 'x'],
    ['a group', z.strictObject({ a: z.string() }), 'x'],
    ['a constant', z.literal('A'), 'B'],
    ['constants', z.literal(['A', 'B']), 'C'],
    ['an option', z.enum(['A', 'B']), 'C'],
    ['a small number', z.number().min(5), 1],
    ['a great number', z.number().max(5), 9],
    ['below a number', z.number().lt(5), 9],
    ['beyond what is exact', z.int(), 1e20],
    ['a short text', z.string().min(3), 'x'],
    ['an empty text', z.string().min(1), ''],
    ['a long text', z.string().max(3), 'xxxx'],
    ['a short list', z.array(z.string()).min(2), ['x']],
    ['a long list', z.array(z.string()).max(0), ['x']],
    ['a pattern', z.string().regex(/^a$/), 'x'],
    ['a date', z.iso.date(), 'x'],
    ['a date and time', z.iso.datetime(), 'x'],
    ['an address', z.email(), 'x'],
    ['shapes', z.union([z.string(), z.number()]), true],
    ['a strange field', z.strictObject({}), { a: 1 }],
  ])('of %s is never in the words of its library', (_name, schema, value) => {
    const said = schema.safeParse(value).error?.issues[0]?.message ?? '';
    expect(plainWords(`${said}.`)).not.toMatch(LIBRARY);
    expect(plainWords(said)).not.toMatch(LIBRARY);
  });

  it('is left alone where somebody wrote the sentence', () => {
    expect(plainWords('must be above 0 and have at most 3 decimals.')).toBe('must be above 0 and have at most 3 decimals.');
  });
});
