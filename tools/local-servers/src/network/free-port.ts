import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * Below what Linux, macOS and Windows take for outgoing connections: a server that stops and starts again would find its port taken by
 * any connection that was opened in between.
 */
const FIRST = 20_000;
const LAST = 32_000;

/**
 * A TCP port on 127.0.0.1 that nothing listened on a moment ago, and that no outgoing connection takes. Nobody reserves it: whoever
 * starts a server on it tries another port when it was taken in between.
 */
export async function freePort(): Promise<number> {
  const port = randomInt(FIRST, LAST);
  return (await isPortFree(port)) ? port : freePort();
}

/** Whether a server could listen on this port of 127.0.0.1 now. */
export function isPortFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => {
      resolve(false);
    });
    probe.listen(port, '127.0.0.1', () => {
      probe.close(() => {
        resolve(true);
      });
    });
  });
}
