import { existsSync } from 'node:fs';
import { chmod, cp, lstat, mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { reachableBase } from '../folders/reachable-folder';
import { removeTestFolder, testFolder } from '../jest/test-folders';
import { postgresAccount } from '../processes/server-account';
import { packagedPostgres } from './packaged-postgres';
import { providePostgresPrograms } from './postgres-programs';
import { removePostgres, startPostgres } from './start-postgres';

jest.setTimeout(60_000);

/** Only root hands over to another user, who may then be locked out; everybody else keeps what was wished. */
const handsOver = process.getuid?.() === 0;

let folder: string;
let closed: string;

beforeEach(async () => {
  folder = await testFolder();
  closed = path.join(folder, 'home');
  await mkdir(closed);
  await chmod(closed, 0o700);
});

afterEach(async () => {
  await removePostgres(path.join(closed, 'postgres'));
  await removeTestFolder(folder);
});

describe('a checkout that the user postgres cannot read', () => {
  it('keeps its data in the same reachable place from start to start', async () => {
    const wished = path.join(closed, 'postgres');
    const server = await startPostgres({ dataDir: wished, durable: false });
    expect(server.dataDir === wished).toBe(!handsOver);
    await server.stop();
    const again = await startPostgres({ dataDir: wished, durable: false });
    expect(again.dataDir).toBe(server.dataDir);
    expect(await removePostgres(wished)).toBe(true);
    expect([existsSync(server.dataDir), existsSync(wished)]).toEqual([false, false]);
  });

  it('runs the programs from a copy that everybody can read', async () => {
    const packaged = packagedPostgres();
    await symlink(packaged.folder, path.join(closed, 'native'));
    const programs = await providePostgresPrograms({ ...packaged, folder: path.join(closed, 'native') }, await postgresAccount());
    expect(programs.initdb.startsWith(closed)).toBe(!handsOver);
    expect(programs.version).toMatch(/^\d+\.\d+$/);
  });

  it('refuses a shared folder that another user prepared', async () => {
    const trap = path.join(folder, `countersign-${String(process.getuid?.() ?? 0)}`);
    await mkdir(trap);
    await chmod(trap, 0o777);
    expect((await reachableBase(undefined, folder)).startsWith(folder)).toBe(false);
  });
});

describe('packaged programs', () => {
  it('get back the library links that npm left out with --ignore-scripts', async () => {
    const packaged = packagedPostgres();
    const bare = path.join(folder, 'native');
    await cp(packaged.folder, bare, { recursive: true, filter: async (source) => !(await lstat(source)).isSymbolicLink() });
    const programs = await providePostgresPrograms({ ...packaged, folder: bare }, await postgresAccount());
    expect(programs.initdb.startsWith(bare)).toBe(true);
  });

  it('are refused in words on a system without their loader', async () => {
    const broken = path.join(folder, 'native');
    await mkdir(path.join(broken, 'bin'), { recursive: true });
    await writeFile(path.join(broken, 'bin/postgres'), '#!/lib/no-such-loader\n', { mode: 0o755 });
    const account = await postgresAccount();
    const packaged = { folder: broken, version: '0.0', platform: `broken-${path.basename(folder)}` };
    await expect(providePostgresPrograms(packaged, account)).rejects.toMatchObject({
      code: 'platform_unsupported',
      message: expect.stringContaining('glibc') as string,
    });
    await rm(path.join(await reachableBase(account), `postgresql-0.0-${packaged.platform}`), { recursive: true });
  });
});
