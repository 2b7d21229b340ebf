import { type FastifyInstance } from 'fastify';
import { type Sandbox } from '../sandbox/sandbox';
import { sandboxSettingsSchema } from '../state/sandbox-settings';
import { readInput } from './control-errors';

export function serveSettings(server: FastifyInstance, sandbox: Sandbox): void {
  server.get('/sandbox/settings', async () => sandbox.settings);

  server.put('/sandbox/settings', async (request) => {
    const given = readInput(sandboxSettingsSchema.partial(), request.body);
    sandbox.settings = sandboxSettingsSchema.parse({ ...sandbox.settings, ...given });
    return sandbox.settings;
  });

  server.delete('/sandbox/state', async (_request, reply) => {
    await sandbox.reset();
    return reply.code(204).send();
  });
}
