import type { z } from 'zod';
import { valuesAt } from './entity-fields';

/** JSON pointers into the payload (`*` for every element of a list) of fields that name one thing: at most one of them may be filled. */
export type ExclusiveFields = readonly string[];

/** Refuses a payload in which one thing is named twice: which of the two counts is for the loyalty API to pick, and nobody approved that. */
export function namesEachThingOnce(groups: readonly ExclusiveFields[]) {
  return (payload: unknown, context: z.RefinementCtx): void => {
    for (const group of groups) {
      const filled = group.flatMap((pointer) => valuesAt(payload, pointer)).filter(({ value }) => isFilled(value));
      for (const { path } of filled.slice(1))
        context.addIssue({ code: 'custom', path: [...path], message: `must be left out: ${inWords(group)} name the same thing` });
    }
  };
}

function isFilled(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}

function inWords(group: ExclusiveFields): string {
  const names = [...new Set(group.map((pointer) => pointer.split('/').at(-1) ?? ''))];
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}
