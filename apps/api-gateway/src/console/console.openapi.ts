import { z } from 'zod';
import { type DescribeRoutes, shown } from '../platform/openapi/route-description';

export const consoleSettingsSchema = z.strictObject({
  signIn: z.enum(['development', 'oidc', 'paste']).describe('How people come by a token.'),
  oidc: z
    .strictObject({ authority: z.string(), clientId: z.string(), scope: z.string(), resource: z.string().optional() })
    .optional()
    .describe('Only where signIn is oidc.'),
  claims: z
    .strictObject({ userId: z.string(), name: z.string(), orgs: z.string() })
    .describe('Under which names tokens tell who somebody is.'),
  release: z.string(),
  queueDashboard: z.boolean().describe('Whether operators can look at the queues under /console/queues.'),
});

const EXAMPLE = {
  signIn: 'oidc' as const,
  oidc: { authority: 'https://id.example.com', clientId: 'countersign-console', scope: 'openid' },
  claims: { userId: 'sub', name: 'name', orgs: 'orgs' },
  release: '0.1.0',
  queueDashboard: false,
};

/** Pages and files are not described, nor is the sign-in that is only there for development. */
export const describeConsoleRoutes: DescribeRoutes = () => [
  {
    method: 'get',
    path: '/console/settings.json',
    tag: 'Console',
    summary: 'Read what the console needs before anybody has signed in',
    isPublic: true,
    answers: { 200: { description: 'The settings.', body: shown(consoleSettingsSchema, EXAMPLE, 'output') } },
    problems: [],
  },
];
