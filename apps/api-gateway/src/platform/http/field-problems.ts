import { fieldIssues, issueMessage, type Problem, type ProblemKind, withUnseenSpelled } from '@countersign/contract';
import { jsonPointer } from '@countersign/json-text';
import type { z } from 'zod';

/** Puts a refinement's failure under another code than 2008: `.refine(check, { error, params: refusedAs('wrong-action') })`. */
export function refusedAs(kind: ProblemKind): { readonly kind: ProblemKind } {
  return { kind };
}

/**
 * One problem a field, in words that name it and never hold its value. `reference` makes an issue's path what the caller sees.
 * @param judged the value that the issues are about: what nobody sees in a text is told by its name
 */
export function fieldProblems(
  issues: readonly z.core.$ZodIssue[],
  judged: unknown,
  reference: (path: readonly string[]) => string = jsonPointer,
): readonly Problem[] {
  return fieldIssues(issues).flatMap((issue) => {
    const path = issue.path.map(String);
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) =>
        problem('invalid-payload', `Field ${withUnseenSpelled(key)} is not known here; remove it`, reference([...path, key])),
      );
    const field = path.length === 0 ? 'The document' : `Field ${path.join('.')}`;
    return [problem(kindOf(issue), `${field}: ${sentence(issueMessage(issue, judged))}`, reference(path))];
  });
}

function kindOf(issue: z.core.$ZodIssue): ProblemKind {
  const kind: unknown = issue.code === 'custom' ? issue.params?.['kind'] : undefined;
  return typeof kind === 'string' ? (kind as ProblemKind) : 'invalid-payload';
}

function sentence(message: string): string {
  return message.endsWith('.') ? message.slice(0, -1) : message;
}

function problem(kind: ProblemKind, words: string, reference: string): Problem {
  return { kind, message: `${words}.`, ...(reference !== '' && { reference }) };
}
