import { z } from 'zod';
import { limitFields } from '../auth/entity-limits';
import { type DescribeRoutes, pathParameter, type RouteDescription, shown } from '../openapi/route-description';
import { apiClientSchema, CLIENT_GRANTS, credentialsSchema } from './api-client-body';

export const IDENTITY_TAG = 'Identity';
export const CONFIGURATORS = 'Needs CanConfigureWorkflows for the whole org.';

const PATH = '/v3/apiClients';
const time = z.iso.datetime();
const EXAMPLE_SECRET = 'cs_XW5vdGhpbmctdG8tc2VlLWhlcmUtbW92ZS1hbG9uZy0';

/** An API client as the API answers it. */
export const apiClientAnswerSchema = z.strictObject({
  clientId: z.int().describe('Stands where a user id would; has sixteen digits, which no user id has.'),
  key: z.string().describe('What the client calls itself by.'),
  name: z.string(),
  grants: z.array(z.strictObject({ grant: z.enum(CLIENT_GRANTS), ...limitFields(z.array(z.string())) })),
  createdBy: z.strictObject({ id: z.int(), name: z.string() }),
  createdAt: time,
  secretSince: time,
  disabledAt: time.optional(),
  secret: z.string().optional().describe('Only where it was just made. Keep it; it is not shown again.'),
});

export const tokenAnswerSchema = z.strictObject({
  data: z.strictObject({ accessToken: z.string(), ttlSeconds: z.int(), expiresAt: time }),
  errors: z.null(),
});

const EXAMPLE = {
  clientId: 1000000000000001,
  key: '0.c2FtcGxlLWtleS0x',
  name: 'reporting',
  grants: [{ grant: 'CanMakeRequest', ids: ['50682288'] }],
  createdBy: { id: 3001, name: 'configurator.one' },
  createdAt: '2026-11-22T11:12:25.123Z',
  secretSince: '2026-11-22T11:12:25.123Z',
};

const answer = <T extends z.ZodType>(data: T) => z.strictObject({ data, errors: z.null() });
const one = shown(answer(apiClientAnswerSchema), { data: EXAMPLE, errors: null }, 'output');
const withSecret = shown(answer(apiClientAnswerSchema), { data: { ...EXAMPLE, secret: EXAMPLE_SECRET }, errors: null }, 'output');
const clientIdParameter = pathParameter('clientId', 'clientId of the API client.');

const ROUTES: readonly RouteDescription[] = [
  {
    method: 'post',
    path: PATH,
    tag: IDENTITY_TAG,
    summary: 'Create an API client',
    description: `${CONFIGURATORS} The client reads; a grant beside that must be one that you hold. It never checks, operates or configures, and nobody who was shown its secret decides on what it asks for.`,
    body: shown(apiClientSchema, { name: 'reporting', grants: [{ grant: 'CanMakeRequest', ids: ['50682288'] }] }, 'input'),
    answers: { 200: { description: 'The client, with its secret.', body: withSecret } },
    problems: [],
  },
  {
    method: 'get',
    path: PATH,
    tag: IDENTITY_TAG,
    summary: 'List API clients',
    description: CONFIGURATORS,
    answers: {
      200: {
        description: 'All of the org, disabled ones too.',
        body: shown(answer(z.array(apiClientAnswerSchema)), { data: [EXAMPLE], errors: null }, 'output'),
      },
    },
    problems: [],
  },
  {
    method: 'post',
    path: `${PATH}/{clientId}/rotate`,
    tag: IDENTITY_TAG,
    summary: 'Give an API client a new secret',
    description: `${CONFIGURATORS} The old secret and all tokens of it end at once; other gateways know within five seconds.`,
    parameters: [clientIdParameter],
    answers: { 200: { description: 'The client, with its new secret.', body: withSecret } },
    problems: ['unknown-request', 'unavailable'],
  },
  {
    method: 'delete',
    path: `${PATH}/{clientId}`,
    tag: IDENTITY_TAG,
    summary: 'Disable an API client',
    description: `${CONFIGURATORS} For good. Its requests stay.`,
    parameters: [clientIdParameter],
    answers: { 200: { description: 'The client as it now is.', body: one } },
    problems: ['unknown-request'],
  },
  {
    method: 'post',
    path: '/v3/oauth/token/generate',
    tag: IDENTITY_TAG,
    summary: 'Get an access token for key and secret',
    description: 'Send it as CAP-API-ACCESS-TOKEN. An unknown key and a wrong secret get the same answer.',
    isPublic: true,
    body: shown(credentialsSchema, { key: EXAMPLE.key, secret: EXAMPLE_SECRET }, 'input'),
    answers: {
      200: {
        description: 'The token. It ends by itself, with its secret, or when the client is disabled.',
        body: shown(
          tokenAnswerSchema,
          {
            data: {
              accessToken: '0.c2FtcGxlLXRva2VuLXRoYXQtb3BlbnMtbm90aGluZy1oZXI',
              ttlSeconds: 300,
              expiresAt: '2026-11-22T11:17:25.123Z',
            },
            errors: null,
          },
          'output',
        ),
      },
    },
    problems: ['not-authenticated'],
  },
];

export const describeApiClientRoutes: DescribeRoutes = () => ROUTES;
