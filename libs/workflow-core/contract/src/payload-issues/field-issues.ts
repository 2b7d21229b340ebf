import type { z } from 'zod';
import { hasVisibleCharacter, unseenCharacter } from '../texts/unseen-characters';

type Issue = z.core.$ZodIssue;

/**
 * The issues of a refusal, each with the path of the field it speaks of. Of a union only the branches whose outermost type
 * fits speak: `{ "x": "1" }` against "an object or an array of one" is a bad `x`, not a missing array.
 */
export function fieldIssues(issues: readonly Issue[], above: readonly PropertyKey[] = []): Issue[] {
  return issues.flatMap((issue) => {
    const path = [...above, ...issue.path];
    if (issue.code !== 'invalid_union') return [{ ...issue, path }];
    const speaking = issue.errors.filter(isOfThisType);
    const closest = speaking.some(hasOtherThanValues) ? speaking.filter(hasOtherThanValues) : speaking;
    return closest.length > 0 ? closest.flatMap((branch) => fieldIssues(branch, path)) : [{ ...issue, path }];
  });
}

/** Whether a branch is for values of this type, and refused only what is inside or how it is written. */
function isOfThisType(branch: readonly Issue[]): boolean {
  return branch.every((issue) => issue.path.length > 0 || issue.code !== 'invalid_type');
}

/** A list of values speaks of every type: it says nothing of an object that another branch has read. */
function hasOtherThanValues(branch: readonly Issue[]): boolean {
  return branch.some((issue) => issue.path.length > 0 || issue.code !== 'invalid_value');
}

/** Of a text that is merely too long or too short, that is what to tell. */
const ABOUT_LENGTH: ReadonlySet<unknown> = new Set(['too_big', 'too_small']);

/** What to tell of an issue: of a text in which there is a character that nobody sees, that character, whatever else is wanted there. */
export function issueMessage(issue: Issue, judged: unknown): string {
  const value = issue.path.reduce<unknown>(
    (place, segment) => (typeof place === 'object' && place !== null ? (Reflect.get(place, segment) as unknown) : undefined),
    judged,
  );
  const isReadable = !ABOUT_LENGTH.has(issue.code) && typeof value === 'string' && hasVisibleCharacter(value);
  return (isReadable && unseenCharacter(value)) || expectedOf(issue);
}

/** Of a union that has no branch for a value of that type: which types it takes. */
function expectedOf(issue: Issue): string {
  if (issue.code !== 'invalid_union') return issue.message;
  const expected = issue.errors
    .flat()
    .flatMap((inner) => (inner.code === 'invalid_type' && inner.path.length === 0 ? [inner.expected] : []));
  return expected.length === 0 ? issue.message : `Invalid input: expected ${[...new Set(expected)].join(' or ')}`;
}
