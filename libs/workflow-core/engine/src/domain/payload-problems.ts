import {
  fieldIssues,
  issueMessage,
  payloadReference,
  type Problem,
  type ProblemKind,
  type RequestType,
  withUnseenSpelled,
} from '@countersign/contract';
import { jsonPointer, wholeNumbersWithPoint } from '@countersign/json-text';
import type { z } from 'zod';

/** Every way in which a payload breaks its type's schema, one problem a field; never a value of the maker's. */
export function payloadProblems(definition: RequestType, payload: unknown): Problem[] {
  const parsed = definition.payload.safeParse(payload);
  return parsed.success ? [] : fieldIssues(parsed.error.issues).flatMap((issue) => problemsOfIssue(definition, payload, issue));
}

/** No more than a reader would mend at once. */
const MOST_PROBED = 20;

/**
 * Whole numbers that are written with a decimal point where the type takes no fraction: `5001001.0` is an id to one parser and none to
 * another. Which fields take a fraction is asked of the schema itself, by the same payload with one there. Amounts may be written `20.0`.
 * The payload must have passed `payloadProblems`.
 */
export function spellingProblems(definition: RequestType, payloadText: string): Problem[] {
  return wholeNumbersWithPoint(payloadText)
    .slice(0, MOST_PROBED)
    .flatMap((behindPoint) => {
      const withFraction: unknown = JSON.parse(`${payloadText.slice(0, behindPoint)}5${payloadText.slice(behindPoint)}`);
      const { error } = definition.payload.safeParse(withFraction);
      const [issue] = error ? fieldIssues(error.issues) : [];
      return issue ? [fieldProblem('invalid-payload', issue.path.map(String), 'must be written without a decimal point')] : [];
    });
}

function problemsOfIssue(definition: RequestType, payload: unknown, issue: z.core.$ZodIssue): Problem[] {
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) =>
      problem([...path, key], 'invalid-payload', `Field ${withUnseenSpelled(key)} is not known here; remove it.`),
    );
  return [fieldProblem(definition.problemKinds?.[jsonPointer(path)] ?? 'invalid-payload', path, issueMessage(issue, payload))];
}

function fieldProblem(kind: ProblemKind, path: readonly string[], message: string): Problem {
  return problem(path, kind, `${path.length === 0 ? 'The payload' : `Field ${fieldName(path)}`}: ${sentence(message)}`);
}

/** A place in a list says nothing without the name of the list: `customers.1`. */
function fieldName(path: readonly string[]): string {
  const named = path.findLastIndex((segment) => !/^\d+$/.test(segment));
  return path.slice(Math.max(named, 0)).join('.');
}

function sentence(message: string): string {
  return message.endsWith('.') ? message : `${message}.`;
}

function problem(path: readonly string[], kind: ProblemKind, message: string): Problem {
  return { kind, message, reference: payloadReference(jsonPointer(path)) };
}
