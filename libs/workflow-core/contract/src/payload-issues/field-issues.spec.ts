import { z } from 'zod';
import { fieldIssues, issueMessage } from './field-issues';

const grant = z.enum(['CanMake', 'CanAudit']);
const schema = z.array(z.union([grant, z.strictObject({ grant, ids: z.array(z.string()) })]));
const ONE_OF = 'Invalid option: expected one of "CanMake"|"CanAudit"';

function told(judged: unknown, by: z.ZodType = schema): string[] {
  const { error } = by.safeParse(judged);
  return fieldIssues(error?.issues ?? []).map((issue) => `${issue.path.join('.')}: ${issueMessage(issue, judged)}`);
}

describe('what is told of a union', () => {
  it('is which values there are, where a text is none of them', () => {
    expect(told(['CanCheck'])).toEqual([`0: ${ONE_OF}`]);
  });

  it.each<[string, unknown, string[]]>([
    ['a value', { grant: 'CanCheck', ids: [] }, [`0.grant: ${ONE_OF}`]],
    ['a missing field', { grant: 'CanMake' }, ['0.ids: Invalid input: expected array, received undefined']],
    ['an unknown field', { grant: 'CanMake', ids: [], more: 1 }, ['0: Unrecognized key: "more"']],
  ])('is what is wrong inside of an object, and nothing of the values beside it: %s', (_what, one, expected) => {
    expect(told([one])).toEqual(expected);
  });

  it('is which types it takes, where it has none of this one', () => {
    expect(told(true, z.union([z.string(), z.number()]))).toEqual([': Invalid input: expected string or number']);
  });
});
