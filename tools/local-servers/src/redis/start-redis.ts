import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { LocalServerError } from '../local-server-error';
import { freePort } from '../network/free-port';
import { isProcessAlive } from '../processes/process-state';
import { waitFor } from '../waiting/wait-for';
import { answersPing } from './ping-redis';
import type { FindRedisOptions, RedisProgram } from './redis-program';
import { findRedisServer } from './redis-program';
import { RedisServer } from './redis-server';
import type { RedisState } from './redis-state';
import { findRunningRedis, lastRedisState, makeRedisFolder, writeRedisConfiguration, writeRedisState } from './redis-state';

export interface RedisOptions extends FindRedisOptions {
  /** A folder of the server's own: data, configuration with password, log. Made when missing. */
  readonly dir: string;
  /** A free one when not said. */
  readonly port?: number;
  /** Whether what was written survives a stop (append-only file, written out every second); true when not said. */
  readonly persistent?: boolean;
}

/** Tries on a port that another program took between finding and binding it. */
const PORT_TRIES = 3;

/**
 * Starts a private Redis (or Valkey) on 127.0.0.1 and waits until it answers; adopts the one that a killed run left in the same folder.
 *
 * @throws LocalServerError `redis_unavailable` when the machine has no server program.
 */
export async function startRedis(options: RedisOptions): Promise<RedisServer> {
  await makeRedisFolder(options.dir);
  const relaunch = async (port: number): Promise<RedisState> => launch(await requireProgram(options), options, port);
  const running = await adopt(options, relaunch);
  return running ?? new RedisServer(await launchOnFreePort(relaunch, options.port, PORT_TRIES), relaunch, false);
}

/** Stops what an earlier run left in this folder and removes the folder; says whether a server was running. */
export async function removeRedis(dir: string): Promise<boolean> {
  const running = await findRunningRedis(dir);
  if (running) await new RedisServer(running, () => Promise.resolve(running), true).kill();
  await rm(dir, { recursive: true, force: true });
  return running !== undefined;
}

async function adopt(options: RedisOptions, relaunch: (port: number) => Promise<RedisState>): Promise<RedisServer | undefined> {
  const running = await findRunningRedis(options.dir);
  if (!running) return undefined;
  const server = new RedisServer(running, relaunch, true);
  server.resume();
  if (options.port === undefined || options.port === running.port) return server;
  await server.stop();
  return undefined;
}

async function launchOnFreePort(
  relaunch: (port: number) => Promise<RedisState>,
  wished: number | undefined,
  tries: number,
): Promise<RedisState> {
  try {
    return await relaunch(wished ?? (await freePort()));
  } catch (error) {
    const taken = error instanceof LocalServerError && error.code === 'port_in_use';
    if (taken && wished === undefined && tries > 1) return launchOnFreePort(relaunch, wished, tries - 1);
    throw error;
  }
}

async function launch(program: RedisProgram, options: RedisOptions, port: number): Promise<RedisState> {
  // The password outlives a restart, so that clients reconnect with the URL they have.
  const password = (await lastRedisState(options.dir))?.password ?? randomBytes(24).toString('hex');
  const configuration = await writeRedisConfiguration(options.dir, { port, password }, options.persistent ?? true);
  await rm(path.join(options.dir, 'redis.log'), { force: true });
  // A session of its own: Ctrl-C in the terminal must reach the applications first, not the server under them.
  const child = spawn(program.path, [configuration], { cwd: options.dir, env: program.env, stdio: 'ignore', detached: true });
  child.once('error', () => undefined);
  child.unref();
  if (child.pid === undefined) throw new LocalServerError('start_failed', `${program.path} could not be started.`);
  const state = { pid: child.pid, port, password };
  await writeRedisState(options.dir, state);
  const up = await waitFor(async () => (isProcessAlive(state.pid) ? (await answersPing(state)) && 'up' : 'dead'), {
    what: 'Redis to answer',
    deadlineMs: 30_000,
  });
  if (up === 'dead') throw await startFailure(options.dir, port);
  return state;
}

async function requireProgram(options: RedisOptions): Promise<RedisProgram> {
  const program = await findRedisServer(options);
  if (program) return program;
  throw new LocalServerError(
    'redis_unavailable',
    'There is no redis-server on this machine; install it (on Debian: apt-get install redis-server).',
  );
}

async function startFailure(dir: string, port: number): Promise<LocalServerError> {
  const log = path.join(dir, 'redis.log');
  const text = await readFile(log, 'utf8').catch(() => '');
  if (text.includes('Address already in use')) {
    return new LocalServerError(
      'port_in_use',
      `Port ${String(port)} on 127.0.0.1 is taken by another program; free it or choose another port.`,
    );
  }
  if (text.includes('No space left on device')) {
    return new LocalServerError('disk_full', `There is no disk space left for Redis in ${dir}; free at least 1 GB and start again.`);
  }
  const last = text.trim().split('\n').at(-1) ?? '';
  return new LocalServerError('start_failed', `Redis did not start: ${last || 'it wrote nothing'} (log: ${log}).`);
}
