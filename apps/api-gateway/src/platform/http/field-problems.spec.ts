import type { z } from 'zod';
import { apiClientSchema } from '../../identity/api-clients/api-client-body';
import { policySchema } from '../../policies/policy-body';
import { fieldProblems } from './field-problems';

const policy = (grant: string): object => ({ autoApproval: { mode: 'off' }, bands: [{ levels: [{ grant, checkers: 1 }] }] });

function told(schema: z.ZodType, judged: unknown): string[] {
  return fieldProblems(schema.safeParse(judged).error?.issues ?? [], judged).map(({ message }) => message);
}

describe('what is told of a field that takes certain values', () => {
  it.each<[string, z.ZodType, unknown, string]>([
    ['a grant of a program', apiClientSchema, { name: 'a', grants: ['CanCheckRequest'] }, 'CanMakeRequest'],
    ['a limited one', apiClientSchema, { name: 'a', grants: [{ grant: 'CanCheckRequest', tillIds: ['1'] }] }, 'CanMakeRequest'],
    ['a level of a policy', policySchema, policy('CanMakeRequest'), 'must be CanCheckRequest'],
    ['a mode', policySchema, { autoApproval: { mode: 'maybe' } }, "'up-to'"],
  ])('is which those are: %s', (_what, schema, judged, named) => {
    const messages = told(schema, judged);
    expect(messages).toEqual([expect.stringContaining(named)]);
    expect(messages[0]).not.toMatch(/: Invalid input\.$/);
  });
});
