import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { commandLineOf, isProcessAlive } from '../processes/process-state';

/** What is known of the server that was last started in a folder. */
export interface RedisState {
  readonly pid: number;
  readonly port: number;
  readonly password: string;
}

const STATE_FILE = 'server.json';

/** The state of the server that still runs in this folder, if any. */
export async function findRunningRedis(dir: string): Promise<RedisState | undefined> {
  const state = await lastRedisState(dir);
  if (!state) return undefined;
  // Redis shows its address as its command line, which no program that inherited the number does.
  const ours = isProcessAlive(state.pid) && (await commandLineOf(state.pid)).includes(`127.0.0.1:${String(state.port)}`);
  return ours ? state : undefined;
}

/** The state of the last server in this folder, running or not. */
export async function lastRedisState(dir: string): Promise<RedisState | undefined> {
  const text = await readFile(path.join(dir, STATE_FILE), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as RedisState);
}

/** Notes the server for the launcher that comes after this one. */
export async function writeRedisState(dir: string, state: RedisState): Promise<void> {
  await writeFile(path.join(dir, STATE_FILE), JSON.stringify(state), { mode: 0o600 });
}

/** Writes the configuration file, which the password keeps off the command line where every local user could read it. */
export async function writeRedisConfiguration(dir: string, state: Omit<RedisState, 'pid'>, persistent: boolean): Promise<string> {
  const file = path.join(dir, 'redis.conf');
  const settings = [
    'bind 127.0.0.1',
    `port ${String(state.port)}`,
    `requirepass ${state.password}`,
    `dir ${quote(path.resolve(dir))}`,
    `logfile ${quote(path.resolve(dir, 'redis.log'))}`,
    'daemonize no',
    'save ""',
    `appendonly ${persistent ? 'yes' : 'no'}`,
    'appendfsync everysec',
    // BullMQ loses jobs when Redis may evict keys.
    'maxmemory-policy noeviction',
  ];
  await rm(file, { force: true });
  await writeFile(file, `${settings.join('\n')}\n`, { mode: 0o600 });
  return file;
}

/** Makes the server's folder, closed to other users. */
export async function makeRedisFolder(dir: string): Promise<void> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
}

function quote(file: string): string {
  return `"${file.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}
