import { type ResubmitCommand, type Submission, WorkflowError } from '@countersign/engine';
import { sliceJson } from '@countersign/json-text';
import { z } from 'zod';
import { readBody } from '../../platform/http/json-body';
import { entityInfoSchema } from '../../views/requests/entity-info';

const dropped = z.unknown().optional().describe('Accepted for clients of the documented API, and dropped.');

const payloadSchema = z.strictObject({
  'IntouchAPITask-Payload': z.strictObject({
    hostname: dropped,
    path: z.string().exactOptional().describe('When sent, it must be the path of the request type.'),
    method: z.string().exactOptional().describe('When sent, it must be a method of the request type.'),
    pathParams: dropped,
    queryParams: z.unknown().optional(),
    body: z.unknown(),
    headers: dropped,
  }),
});

/** The documented body of a submission. What the maker asks for is judged by the request type, not here. */
export const submissionSchema = z.strictObject({ entityInfo: entityInfoSchema, payload: payloadSchema });

/** What a maker sends to ask again: the same, of the same type. */
export const resubmissionSchema = z.strictObject({
  entityInfo: entityInfoSchema.exactOptional().describe('As in the earlier request when left out.'),
  payload: payloadSchema,
});

type CallParts = Pick<Submission, 'queryParamsText' | 'bodyText' | 'statedPath' | 'statedMethod' | 'rawText'>;

/** A submission with the maker's parts as text, byte for byte. @throws WorkflowError that names every field that is wrong */
export function readSubmission(text: string | undefined): CallParts & Pick<Submission, 'entityInfo'> {
  const { entityInfo, payload } = readBody(submissionSchema, text);
  return { entityInfo, ...readCall(payload, text) };
}

/** The same for what is submitted again. */
export function readResubmission(text: string | undefined): CallParts & Pick<ResubmitCommand, 'entityInfo'> {
  const { entityInfo, payload } = readBody(resubmissionSchema, text);
  return { ...(entityInfo && { entityInfo }), ...readCall(payload, text) };
}

function readCall(payload: z.infer<typeof payloadSchema>, text: string | undefined): CallParts {
  const { path, method } = payload['IntouchAPITask-Payload'];
  const rawText = text ?? '';
  const callText = sliceJson(rawText, ['payload', 'IntouchAPITask-Payload']) ?? '';
  const queryParamsText = sliceJson(callText, ['queryParams']);
  const bodyText = sliceJson(callText, ['body']);
  if (bodyText === undefined) throw WorkflowError.of('invalid-payload', 'Field body is missing.', '/payload/IntouchAPITask-Payload/body');
  return {
    ...(queryParamsText !== undefined && { queryParamsText }),
    bodyText,
    ...(path !== undefined && { statedPath: path }),
    ...(method !== undefined && { statedMethod: method }),
    rawText,
  };
}
