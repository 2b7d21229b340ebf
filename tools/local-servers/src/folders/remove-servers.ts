import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { removePostgres } from '../postgres/start-postgres';
import { removeRedis } from '../redis/start-redis';

/** Stops every server whose folder lies directly in this one and removes its data; returns the names of those folders. */
export async function removeServers(folder: string): Promise<string[]> {
  const removed: string[] = [];
  for (const name of existsSync(folder) ? await readdir(folder) : []) {
    const remove = removerOf(path.join(folder, name));
    if (!remove) continue;
    await remove(path.join(folder, name));
    removed.push(name);
  }
  return removed;
}

/** Each server leaves a file that tells its kind; a PostgreSQL whose data had to go elsewhere leaves a note of where. */
function removerOf(server: string): ((folder: string) => Promise<boolean>) | undefined {
  const has = (file: string): boolean => existsSync(path.join(server, file));
  if (has('redis.conf')) return removeRedis;
  return has('password') || has('cluster') || has('moved-to') ? removePostgres : undefined;
}
