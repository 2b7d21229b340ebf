import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { startOwnerProcess } from '../jest/owner-process';
import { removeTestFolder, testFolder } from '../jest/test-folders';
import { findRedisServer } from './redis-program';

let folder: string;

beforeEach(async () => {
  folder = await testFolder();
});

afterEach(async () => {
  await removeTestFolder(folder);
});

/** What a process gets that sees no programs but those of its own PATH. */
async function onBareMachine(searchPath: string, script: string): Promise<unknown> {
  const owner = await startOwnerProcess(script, { PATH: searchPath });
  await owner.kill();
  return owner.result;
}

describe('finding redis-server', () => {
  it('takes the one on PATH', async () => {
    expect((await findRedisServer())?.version).toContain('server');
  });

  it('takes valkey-server where there is no redis-server', async () => {
    const valkey = path.join(folder, 'valkey-server');
    await writeFile(valkey, '#!/bin/sh\necho Valkey server v=8.1.0\n', { mode: 0o755 });
    const found = await onBareMachine(folder, 'servers.findRedisServer().then(({ path, version }) => [path, version])');
    expect(found).toEqual([valkey, 'Valkey server v=8.1.0']);
  });

  it('passes over a program that does not run', async () => {
    await writeFile(path.join(folder, 'redis-server'), '#!/bin/sh\nexit 127\n', { mode: 0o755 });
    const unpackDir = path.join(folder, 'none');
    const script = `servers.findRedisServer({ unpackDir: ${JSON.stringify(unpackDir)} }).then((found) => found ?? 'none')`;
    expect(await onBareMachine(folder, script)).toBe('none');
  });

  it('takes the one unpacked earlier', async () => {
    const unpacked = path.join(folder, 'usr/bin/redis-server');
    await mkdir(path.dirname(unpacked), { recursive: true });
    await writeFile(unpacked, '#!/bin/sh\necho Redis server v=7.0.15\n', { mode: 0o755 });
    const script = `servers.findRedisServer({ unpackDir: ${JSON.stringify(folder)} }).then(({ path }) => path)`;
    expect(await onBareMachine(path.join(folder, 'empty'), script)).toBe(unpacked);
  });
});

describe('providing redis-server', () => {
  it('goes without, and installs nothing, when it may not install', async () => {
    const script = `(async () => {
      const said = [];
      const unpackDir = ${JSON.stringify(path.join(folder, 'none'))};
      const found = await servers.provideRedisServer({ allowInstall: false, unpackDir, announce: (sentence) => said.push(sentence) });
      return { found: found ?? 'none', said };
    })()`;
    expect(await onBareMachine(folder, script)).toEqual({ found: 'none', said: [] });
  });

  it('goes without where there are no Debian packages', async () => {
    const script = `servers
      .provideRedisServer({ allowInstall: true, unpackDir: ${JSON.stringify(path.join(folder, 'none'))}, announce: () => undefined })
      .then((found) => found ?? 'none')`;
    expect(await onBareMachine(folder, script)).toBe('none');
  });

  it('tells in one sentence what is missing when a server is started without a program', async () => {
    const options = JSON.stringify({ dir: path.join(folder, 'redis'), unpackDir: path.join(folder, 'none') });
    const script = `servers.startRedis(${options}).then(() => 'started', ({ code, message }) => ({ code, message }))`;
    expect(await onBareMachine(folder, script)).toEqual({
      code: 'redis_unavailable',
      message: 'There is no redis-server on this machine; install it (on Debian: apt-get install redis-server).',
    });
  });
});
