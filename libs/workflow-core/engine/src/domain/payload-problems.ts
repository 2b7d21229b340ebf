import { fieldIssues, payloadReference, type Problem, type RequestType } from '@countersign/contract';
import { jsonPointer } from '@countersign/json-text';
import type { z } from 'zod';

/** Every way in which a payload breaks its type's schema, one problem a field; never a value of the maker's. */
export function payloadProblems(definition: RequestType, payload: unknown): Problem[] {
  const parsed = definition.payload.safeParse(payload);
  return parsed.success ? [] : fieldIssues(parsed.error.issues).flatMap((issue) => problemsOfIssue(definition, issue));
}

function problemsOfIssue(definition: RequestType, issue: z.core.$ZodIssue): Problem[] {
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => problem(definition, [...path, key], `Field ${key} is not known here; remove it.`));
  const field = path.at(-1);
  return [problem(definition, path, `${field === undefined ? 'The payload' : `Field ${field}`}: ${sentence(issue.message)}`)];
}

function sentence(message: string): string {
  return message.endsWith('.') ? message : `${message}.`;
}

function problem(definition: RequestType, path: readonly string[], message: string): Problem {
  const pointer = jsonPointer(path);
  return { kind: definition.problemKinds?.[pointer] ?? 'invalid-payload', message, reference: payloadReference(pointer) };
}
