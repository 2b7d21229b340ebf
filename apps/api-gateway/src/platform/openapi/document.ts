import type { RequestType } from '@countersign/contract';
import { ORG_HEADER } from '../auth/chosen-org';
import { ERROR_SCHEMA, problemAnswers } from './problem-answers';
import type { AnswerDescription, JsonSchema, RouteDescription, Shown } from './route-description';

const ORG_PARAMETER = {
  name: ORG_HEADER,
  in: 'header',
  description: 'The org that the call is for, one of the token’s. May be left out on GET when the token has one org.',
  schema: { type: 'string', pattern: '^(0|[1-9]\\d{0,14})$', examples: ['0'] },
};

const TRACE_HEADER = {
  'X-CAP-REQUEST-ID': {
    description: 'Trace id of the call; the apiRequestId of its events.',
    schema: { type: 'string', pattern: '^[0-9a-f]{32}$' },
  },
};

const SECURITY_SCHEMES = {
  userToken: { type: 'apiKey', in: 'header', name: 'X-CAP-UI-AUTH-TOKEN', description: 'JWT of the user.' },
  bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'The same JWT.' },
  apiToken: {
    type: 'apiKey',
    in: 'header',
    name: 'CAP-API-ACCESS-TOKEN',
    description: 'Token of an API client, from POST /v3/oauth/token/generate. Not looked at beside a user’s token.',
  },
  basic: { type: 'http', scheme: 'basic', description: 'Key and secret of an API client. Not looked at beside a user’s token.' },
};

/** An OpenAPI 3.1 document, as far as this app writes one. */
export interface OpenapiDocument {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, JsonSchema>> } & Readonly<Record<string, unknown>>;
  readonly [part: string]: unknown;
}

/** The API description, from what stands beside each controller. */
export function buildDocument(routes: readonly RouteDescription[], types: readonly RequestType[]): OpenapiDocument {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) (paths[route.path] ??= {})[route.method] = operation(route);
  return {
    openapi: '3.1.0',
    info: {
      title: 'Countersign',
      version: '2',
      description: `Maker–checker request workflows for loyalty programs. Request types: ${types.map(({ title }) => title).join(', ')}.`,
    },
    servers: [{ url: '/' }],
    tags: [...new Set(routes.map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: { schemas: { Error: ERROR_SCHEMA }, securitySchemes: SECURITY_SCHEMES },
    security: [{ userToken: [] }, { bearer: [] }, { apiToken: [] }, { basic: [] }],
  };
}

function operation(route: RouteDescription) {
  const { method, path, tag, summary, description, isPublic = false, parameters = [], body, answers } = route;
  const good = Object.entries(answers).map(([status, answer]) => [status, goodAnswer(answer)]);
  return {
    operationId: operationId(method, path),
    tags: [tag],
    summary,
    ...(description !== undefined && { description }),
    ...(isPublic && { security: [] }),
    parameters: [...parameters, ...(isPublic ? [] : [ORG_PARAMETER])],
    ...(body && { requestBody: { required: !route.mayLackBody, content: { 'application/json': content(body) } } }),
    responses: { ...(Object.fromEntries(good) as object), ...problemAnswers(route) },
  };
}

function goodAnswer({ description, body, mediaType = 'application/json' }: AnswerDescription) {
  return { description, headers: TRACE_HEADER, ...(body && { content: { [mediaType]: content(body) } }) };
}

function content({ schema, examples = {} }: Shown) {
  const named = Object.entries(examples).map(([name, value]) => [name, { value }]);
  return { schema, ...(named.length > 0 && { examples: Object.fromEntries(named) as object }) };
}

/** Stable names for generators of clients: `get /policies/{type}` → `get-policies-type`. */
function operationId(method: string, path: string): string {
  return [method, ...path.split('/')]
    .map((part) => part.replace(/[{}]/g, ''))
    .filter((part) => part !== '')
    .join('-');
}
