import { type FastifyInstance } from 'fastify';
import { type Sandbox } from '../sandbox/sandbox';
import { serveCustomers } from './customers.routes';
import { serveFaults } from './faults.routes';
import { serveLedger } from './ledger.routes';
import { serveSettings } from './settings.routes';

/** What tests and demonstrations steer and watch the sandbox with; none of it is part of the loyalty API. */
export async function serveControl(server: FastifyInstance, sandbox: Sandbox): Promise<void> {
  serveFaults(server, sandbox);
  serveLedger(server, sandbox);
  serveCustomers(server, sandbox);
  serveSettings(server, sandbox);
  server.get('/health/live', async () => ({ status: 'ok' }));
}
