import { type RequestType, urlName } from '@countersign/contract';
import { jsonSchema, type ParameterDescription, pathParameter, type Shown } from '../../platform/openapi/route-description';
import { exampleRequest } from './request.example';
import { requestAnswerSchema } from './request.schema';

export const REQUESTS_PATH = '/api_gateway/v2/request-workflow';
export const REQUESTS_TAG = 'Requests';

export const requestIdParameter = pathParameter('requestId', 'As the submission answered it.', { type: 'string', format: 'uuid' });

export function typeParameter(types: readonly RequestType[]): ParameterDescription {
  return pathParameter('type', 'In any case, with - or _ between the words.', {
    type: 'string',
    examples: types.map(({ key }) => urlName(key)),
  });
}

/** A request as an answer, with an example of each type. */
export function shownRequests(types: readonly RequestType[]): Shown {
  const examples = types.map((type) => [urlName(type.key), { data: exampleRequest(type) }]);
  return { schema: jsonSchema(requestAnswerSchema, 'output'), examples: Object.fromEntries(examples) as Record<string, unknown> };
}
