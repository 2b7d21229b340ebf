import { dirname } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** The parts of Swagger UI that the page needs; the package holds much more. */
const SERVED = ['/swagger-ui.css', '/swagger-ui-bundle.js', '/favicon-32x32.png'];

/** Serves Swagger UI from the installed package, so that the page works without the internet. */
export async function serveDocumentationFiles(app: NestFastifyApplication): Promise<void> {
  await app.register(fastifyStatic, {
    root: dirname(require.resolve('swagger-ui-dist/package.json')),
    prefix: '/docs/assets/',
    allowedPath: (path) => SERVED.includes(path),
    decorateReply: false,
    index: false,
    maxAge: '1h',
  });
}
