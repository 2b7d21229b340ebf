import { type SubmissionToCheck, WorkflowError } from '@countersign/engine';
import { sliceJsonElements } from '@countersign/json-text';
import { z } from 'zod';
import { readFields } from '../../platform/http/json-body';
import { readSubmission } from '../submit/submission';

export const MOST_CHECKED = 100;
/** Bytes of a call: rows of ten kilobytes each. */
export const LARGEST_CHECK = 1_048_576;

export const checksSchema = z.strictObject({
  requests: z.array(z.unknown()).min(1).max(MOST_CHECKED).describe('Each as it would be submitted.'),
});

/**
 * The submissions of a call, each as text, byte for byte; one that cannot be read is told beside the others.
 * @throws WorkflowError when it is no list of them
 */
export function readChecks(text: string | undefined): SubmissionToCheck[] {
  readFields(checksSchema, parse(text));
  return sliceJsonElements(text ?? '', ['requests']).map((one) => {
    try {
      return readSubmission(one);
    } catch (error) {
      if (error instanceof WorkflowError) return error;
      throw error;
    }
  });
}

/** Whatever else is wrong with the text stands inside a submission, and is found there. */
function parse(text: string | undefined): unknown {
  if (text === undefined || text === '') throw WorkflowError.of('invalid-payload', 'The body is missing; send a JSON object.');
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw WorkflowError.of('invalid-payload', 'The document is not well-formed JSON.');
  }
}
