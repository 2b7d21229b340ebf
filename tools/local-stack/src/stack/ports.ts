import { freePort } from '@countersign/local-servers';
import { StackError } from './stack-error';

/** Tries on a port that another program took between finding and binding it. */
const TRIES = 3;

/** Runs `start` on the port that must be had, or else on a free one, and on another when that was taken in between. */
export async function onPort<T>(wished: number | undefined, start: (port: number) => Promise<T>, tries = TRIES): Promise<T> {
  try {
    return await start(wished ?? (await freePort()));
  } catch (error) {
    if (wished !== undefined || tries <= 1 || !wasTaken(error)) throw error;
    return onPort(wished, start, tries - 1);
  }
}

function wasTaken(error: unknown): boolean {
  return error instanceof StackError && error.logTail.some((line) => /already in use|EADDRINUSE/.test(line));
}
