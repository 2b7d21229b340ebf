import { writeSync } from 'node:fs';
import { createLogger } from './logger';

const STDERR = 2;

/**
 * Ends the process with 1, and says why in one line: JSON like those of the log, whatever the log level is, and without a stack. Whoever
 * started the process reads what to change.
 */
export function endWithFailure(name: string, sentence: string): never {
  createLogger({ name, level: 'fatal' }, { write: (line) => void writeSync(STDERR, line) }).fatal(sentence);
  process.exit(1);
}

/** The settings that say where a process listens. */
export interface ListenSettings {
  readonly host: string;
  readonly port: string;
}

/** Waits for `listening`. @throws Error whose message names the setting to change, where nothing can listen there */
export async function listenAs<T>(listening: Promise<T>, settings: ListenSettings): Promise<T> {
  try {
    return await listening;
  } catch (error) {
    const problem = listenProblem(error, settings);
    throw problem === undefined ? error : new Error(problem, { cause: error });
  }
}

function listenProblem(error: unknown, { host, port }: ListenSettings): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { code = '', port: number }: { readonly code?: string; readonly port?: number } = error;
  if (code === 'EADDRINUSE') return `port ${number} is already in use: stop what listens there, or set ${port} to a free port.`;
  if (code === 'EACCES') return `port ${number} is not for this user: set ${port} to one from 1024, or give the process the right to it.`;
  if (['ENOTFOUND', 'EADDRNOTAVAIL', 'EINVAL', 'EAFNOSUPPORT'].includes(code) || code.startsWith('EAI_'))
    return `${host} is not usable (${code}): expected an address of this machine, such as 127.0.0.1 or 0.0.0.0.`;
  return undefined;
}
