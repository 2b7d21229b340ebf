import { fieldIssues } from '@countersign/contract';
import { jsonPointer } from '@countersign/json-text';
import type { z } from 'zod';

/** The JSON pointers of the fields that a refusal names. */
export function issuePointers(issues: readonly z.core.$ZodIssue[]): string[] {
  return fieldIssues(issues).flatMap((issue) => {
    const path = issue.path.map(String);
    return issue.code === 'unrecognized_keys' ? issue.keys.map((key) => jsonPointer([...path, key])) : [jsonPointer(path)];
  });
}
