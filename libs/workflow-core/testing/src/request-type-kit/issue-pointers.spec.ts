import { z } from 'zod';
import { issuePointers } from './issue-pointers';

const stamp = z.strictObject({ no: z.number() });
const schema = z.strictObject({ stamps: z.union([stamp, z.tuple([stamp])]), note: z.string().optional() });

function pointers(value: unknown): string[] {
  return issuePointers(schema.safeParse(value).error?.issues ?? []);
}

describe('the fields that a refusal names', () => {
  it('names the field inside the branch that fits, not the union around it', () => {
    expect(pointers({ stamps: { no: '1' } })).toEqual(['/stamps/no']);
    expect(pointers({ stamps: [{ no: '1' }] })).toEqual(['/stamps/0/no']);
  });

  it('names the union when no branch fits', () => {
    expect(pointers({ stamps: 'one' })).toEqual(['/stamps']);
    expect(pointers({ stamps: [{ no: 1 }, { no: 2 }] })).toEqual(['/stamps']);
  });

  it('names each unknown field', () => {
    expect(pointers({ stamps: { no: 1, a: 1 }, b: 1, c: 1 }).sort()).toEqual(['/b', '/c', '/stamps/a']);
  });

  it('names a missing field', () => {
    expect(pointers({ stamps: [{}] })).toEqual(['/stamps/0/no']);
  });
});
