import { z } from 'zod';
import { limitFields } from '../../platform/auth/entity-limits';
import { type DescribeRoutes, pathParameter, type RouteDescription, shown } from '../../platform/openapi/route-description';
import { time } from '../../platform/openapi/shared-schemas';
import { pendingFields, pendingWarnings, TWO_PERSONS } from '../../views/proposals/pending-answer';
import { apiClientSchema, CLIENT_GRANTS, clientGrantsSchema, credentialsSchema } from './api-client-body';

export const IDENTITY_TAG = 'Identity';
export const CONFIGURATORS = 'Needs CanConfigureWorkflows for the whole org.';

const PATH = '/v3/apiClients';
const EXAMPLE_SECRET = 'cs_XW5vdGhpbmctdG8tc2VlLWhlcmUtbW92ZS1hbG9uZy0';

/** An API client as the API answers it. */
export const apiClientAnswerSchema = z.strictObject({
  clientId: z
    .int()
    .optional()
    .describe('Stands where a user id would; has sixteen digits, which no user id has. Absent while it waits to be created.'),
  key: z.string().describe('What the client calls itself by.'),
  name: z.string(),
  grants: z.array(z.strictObject({ grant: z.enum(CLIENT_GRANTS), ...limitFields(z.array(z.string())) })),
  createdBy: z.strictObject({ id: z.int(), name: z.string() }),
  createdAt: time,
  secretSince: time,
  suspendedAt: time
    .optional()
    .describe('Somebody who knew its secret was revoked: it is let in again once somebody else has rotated the secret.'),
  disabledAt: time.optional(),
  secret: z.string().optional().describe('Only where it was just made. Keep it; it is not shown again.'),
  ...pendingFields,
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
const pending = {
  description: 'The client as it will be once it is confirmed. A secret in it lets nobody in before.',
  body: shown(
    z.strictObject({ data: apiClientAnswerSchema, errors: z.null(), warnings: pendingWarnings }),
    {
      data: {
        ...EXAMPLE,
        confirmation: 'pending',
        changeId: '0c7f5e0e-58b1-4a0f-9f6b-5a8f3c1c9d10',
        confirmBefore: '2026-11-29T11:12:25.123Z',
      },
      errors: null,
      warnings: [{ message: 'Nothing has changed yet.', reference: '/v3/configurationChanges/0c7f5e0e-58b1-4a0f-9f6b-5a8f3c1c9d10' }],
    },
    'output',
  ),
};
const clientIdParameter = pathParameter('clientId', 'clientId of the API client.');

const ROUTES: readonly RouteDescription[] = [
  {
    method: 'post',
    path: PATH,
    tag: IDENTITY_TAG,
    summary: 'Create an API client',
    description: `${TWO_PERSONS} The client reads; a grant beside that must be one that you hold. It never checks, operates or configures, and nobody who was shown its secret decides on what it asks for.`,
    body: shown(apiClientSchema, { name: 'reporting', grants: [{ grant: 'CanMakeRequest', ids: ['50682288'] }] }, 'input'),
    answers: { 200: { description: 'The client, with its secret.', body: withSecret }, 202: pending },
    problems: ['wrong-state'],
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
    method: 'put',
    path: `${PATH}/{clientId}`,
    tag: IDENTITY_TAG,
    summary: 'Change the grants of an API client',
    description: `${TWO_PERSONS} Each grant must be one that you hold. Where the client may do more than before it gets a new secret, which you are shown; the old one and all tokens of it then end.`,
    parameters: [clientIdParameter],
    body: shown(clientGrantsSchema, { grants: [{ grant: 'CanMakeRequest', ids: ['50682288'] }] }, 'input'),
    answers: {
      200: { description: 'The client as it now is, with its new secret where its grants are wider.', body: withSecret },
      202: pending,
    },
    problems: ['unknown-request', 'changed-meanwhile', 'wrong-state'],
  },
  {
    method: 'post',
    path: `${PATH}/{clientId}/rotate`,
    tag: IDENTITY_TAG,
    summary: 'Give an API client a new secret',
    description: `${TWO_PERSONS} The old secret and all tokens of it then end; every gateway knows within a second. It ends a suspension.`,
    parameters: [clientIdParameter],
    answers: { 200: { description: 'The client, with its new secret.', body: withSecret }, 202: pending },
    problems: ['unknown-request', 'changed-meanwhile', 'wrong-state', 'unavailable'],
  },
  {
    method: 'delete',
    path: `${PATH}/{clientId}`,
    tag: IDENTITY_TAG,
    summary: 'Disable an API client',
    description: `${TWO_PERSONS} For good. Its requests stay.`,
    parameters: [clientIdParameter],
    answers: { 200: { description: 'The client as it now is.', body: one }, 202: pending },
    problems: ['unknown-request', 'changed-meanwhile', 'wrong-state'],
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
