import { ensureTestPostgres, ensureTestRedis } from './test-servers';

/** jest's globalSetup for packages whose tests need both servers. */
async function startTestServers(): Promise<void> {
  await ensureTestPostgres();
  await ensureTestRedis();
}

// jest takes the module itself as the function.
export = startTestServers;
