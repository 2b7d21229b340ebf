import type { DescribeRoutes } from '../../platform/openapi/route-description';
import { PREFER } from '../../platform/openapi/route-description';
import { REQUESTS_TAG } from '../../views/requests/describe-requests';

export const describeChangeRoutes: DescribeRoutes = (types) => {
  const requests = types
    .slice(0, 1)
    .map(({ key }) => ({ requestId: '0199d3a4-5b6c-7d8e-9f01-23456789abcd', type: key, state: 'approved', version: 3 }));
  return [
    {
      method: 'get',
      path: '/v3/changes',
      tag: REQUESTS_TAG,
      summary: 'Listen for changes',
      description:
        'Goes on until you hang up, your token ends or is revoked, or the gateway stops; what happened before you began is not told. ' +
        'About once a second an event `changes` names the requests of the org that have changed: { requests: [{ requestId, type, state, version }] }. ' +
        'The same change may be told twice. With Prefer: wait=<seconds> it ends by itself.',
      parameters: [PREFER],
      answers: {
        200: {
          description: 'Server-sent events.',
          body: { schema: { type: 'string' }, examples: { example: `event: changes\ndata: ${JSON.stringify({ requests })}\n\n` } },
          mediaType: 'text/event-stream',
        },
      },
      problems: [],
    },
  ];
};
