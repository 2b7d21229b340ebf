import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { BuiltConsole } from './built-console';
import { FILE_HEADERS } from './console-headers';

/** Serves the built files whose names change with their content: whoever has one need not ask for it again. */
export async function serveConsoleFiles(app: NestFastifyApplication): Promise<void> {
  const { assets } = app.get(BuiltConsole);
  if (!assets) return;
  await app.register(fastifyStatic, {
    root: assets.folder,
    prefix: '/console/assets/',
    decorateReply: false,
    index: false,
    allowedPath: (path) => assets.paths.has(path),
    immutable: true,
    maxAge: '1y',
    preCompressed: true,
    setHeaders: (reply) => {
      reply.headers(FILE_HEADERS);
    },
  });
}
