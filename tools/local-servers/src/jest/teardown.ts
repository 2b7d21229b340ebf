import { stopTestServers } from './test-servers';

/** jest's globalTeardown that goes with each of the set-ups. */
async function stopStartedTestServers(): Promise<void> {
  await stopTestServers();
}

// jest takes the module itself as the function.
export = stopStartedTestServers;
