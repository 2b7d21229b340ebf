import { type FastifyInstance } from 'fastify';
import { type ActiveFault } from '../faults/fault-book';
import { faultRuleSchema } from '../faults/fault-rule';
import { type Sandbox } from '../sandbox/sandbox';
import { ControlError, readInput } from './control-errors';

export function serveFaults(server: FastifyInstance, { faults }: Sandbox): void {
  server.post('/sandbox/faults', async (request, reply) => {
    const fault = faults.add(readInput(faultRuleSchema, request.body));
    return reply.code(201).send(show(fault));
  });

  server.get('/sandbox/faults', async () => ({ faults: faults.list().map(show) }));

  server.delete('/sandbox/faults', async (_request, reply) => {
    faults.clear();
    return reply.code(204).send();
  });

  server.delete<{ Params: { id: string } }>('/sandbox/faults/:id', async (request, reply) => {
    if (!faults.remove(request.params.id)) throw new ControlError(404, 'id: no such fault rule; it may be used up');
    return reply.code(204).send();
  });
}

function show({ id, rule, hits }: ActiveFault) {
  return { id, ...rule, hits };
}
