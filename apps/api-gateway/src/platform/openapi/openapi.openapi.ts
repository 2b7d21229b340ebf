import type { DescribeRoutes } from './route-description';

const TAG = 'API description';

export const describeOpenapiRoutes: DescribeRoutes = () => [
  {
    method: 'get',
    path: '/openapi.json',
    tag: TAG,
    summary: 'This document',
    isPublic: true,
    answers: { 200: { description: 'OpenAPI 3.1.', body: { schema: { type: 'object' } } } },
    problems: [],
  },
  {
    method: 'get',
    path: '/docs',
    tag: TAG,
    summary: 'This document as a page',
    isPublic: true,
    answers: { 200: { description: 'A page.', body: { schema: { type: 'string' } }, mediaType: 'text/html' } },
    problems: [],
  },
  {
    method: 'get',
    path: '/docs/start.js',
    tag: TAG,
    summary: 'The script of the page',
    isPublic: true,
    answers: { 200: { description: 'A script.', body: { schema: { type: 'string' } }, mediaType: 'text/javascript' } },
    problems: [],
  },
];
