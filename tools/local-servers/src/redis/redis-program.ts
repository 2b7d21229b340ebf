import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { inheritedEnvironment, searchPath } from '../processes/process-environment.config';
import { runCommand } from '../processes/run-command';

/** A Redis or Valkey server program that was seen to run. */
export interface RedisProgram {
  readonly path: string;
  /** What the program says of itself, such as "Redis server v=7.0.15 …". */
  readonly version: string;
  readonly env: NodeJS.ProcessEnv;
}

export interface FindRedisOptions {
  /** The folder that `provideRedisServer` unpacks packages into; the workspace's `.countersign/tools/redis` when not said. */
  readonly unpackDir?: string;
}

/** Looks on PATH, then among the packages unpacked earlier. */
export async function findRedisServer({ unpackDir = workspaceUnpackDir() }: FindRedisOptions = {}): Promise<RedisProgram | undefined> {
  const onPath = searchPath().flatMap((folder) => ['redis-server', 'valkey-server'].map((name) => path.join(folder, name)));
  for (const candidate of onPath) {
    const program = await tryProgram(candidate, inheritedEnvironment({}));
    if (program) return program;
  }
  return findUnpackedRedis(unpackDir);
}

/** The program among the unpacked packages, run with their own libraries where the system lacks them. */
export async function findUnpackedRedis(unpackDir: string): Promise<RedisProgram | undefined> {
  const libraries = libraryFolders(unpackDir).join(path.delimiter);
  return tryProgram(path.join(unpackDir, 'usr/bin/redis-server'), inheritedEnvironment({ LD_LIBRARY_PATH: libraries }));
}

/** Under the folder of the workspace's state, which git ignores. */
export function workspaceUnpackDir(): string {
  // This file lies equally deep in `src` and in `dist`.
  return path.resolve(__dirname, '../../../..', '.countersign/tools/redis');
}

async function tryProgram(file: string, env: NodeJS.ProcessEnv): Promise<RedisProgram | undefined> {
  if (!existsSync(file)) return undefined;
  const { exitCode, stdout } = await runCommand(file, ['--version'], { env });
  return exitCode === 0 ? { path: file, version: stdout.trim(), env } : undefined;
}

/** Debian keeps libraries in a folder per architecture, such as usr/lib/x86_64-linux-gnu. */
function libraryFolders(unpackDir: string): string[] {
  return ['usr/lib', 'lib'].flatMap((part) => {
    const folder = path.join(unpackDir, part);
    if (!existsSync(folder)) return [];
    return [
      folder,
      ...readdirSync(folder)
        .filter((name) => name.includes('-linux-'))
        .map((name) => path.join(folder, name)),
    ];
  });
}
