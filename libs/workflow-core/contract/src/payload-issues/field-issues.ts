import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

/**
 * The issues of a refusal, each with the path of the field it speaks of. Of a union only the branches whose outermost type
 * fits speak: `{ "x": "1" }` against "an object or an array of one" is a bad `x`, not a missing array.
 */
export function fieldIssues(issues: readonly Issue[], above: readonly PropertyKey[] = []): Issue[] {
  return issues.flatMap((issue) => {
    const path = [...above, ...issue.path];
    if (issue.code !== 'invalid_union') return [{ ...issue, path }];
    const speaking = issue.errors.filter(isWithin);
    return speaking.length > 0 ? speaking.flatMap((branch) => fieldIssues(branch, path)) : [{ ...issue, path }];
  });
}

/** Whether a branch took the value itself and refused only what is inside. */
function isWithin(branch: readonly Issue[]): boolean {
  return branch.every((issue) => issue.path.length > 0 || issue.code === 'unrecognized_keys');
}
