import { ensureTestRedis } from './test-servers';

/** jest's globalSetup for packages whose tests need Redis. */
async function startTestRedis(): Promise<void> {
  await ensureTestRedis();
}

// jest takes the module itself as the function.
export = startTestRedis;
