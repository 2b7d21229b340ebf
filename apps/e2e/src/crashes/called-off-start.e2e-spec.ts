import { readdir } from 'node:fs/promises';
import path from 'node:path';
import {
  createDatabase,
  freePort,
  isPortFree,
  removeTestFolder,
  type TestDatabase,
  testFolder,
  testPostgresUrl,
} from '@countersign/local-servers';
import { StartCalledOff, startStack, type StackProgress } from '@countersign/local-stack';

describe('the start of a local stack', () => {
  let folder: string;
  let database: TestDatabase;
  beforeEach(async () => {
    folder = await testFolder();
    database = await createDatabase(testPostgresUrl());
  });
  afterEach(async () => {
    await database.drop();
    await removeTestFolder(folder);
  });

  /** Called off as soon as a step begins whose name fits. @returns the steps that were begun */
  async function calledOffAt(step: RegExp, ports: { readonly gateway: number; readonly sandbox: number }): Promise<readonly string[]> {
    const controller = new AbortController();
    const begun: string[] = [];
    const progress: StackProgress = {
      step: (name, run) => {
        begun.push(name);
        if (step.test(name)) controller.abort();
        return run();
      },
      tell: () => undefined,
    };
    const start = startStack({ folder, databaseUrl: database.url, redis: 'none', ports, progress, signal: controller.signal });
    await expect(start).rejects.toThrow(StartCalledOff);
    return begun;
  }
  const logs = async (): Promise<string[]> => (await readdir(path.join(folder, 'logs'))).filter((name) => !name.startsWith('migra'));

  it('begins no app any more when it is called off while it migrates', async () => {
    const ports = { gateway: await freePort(), sandbox: await freePort() };
    expect((await calledOffAt(/^Migrations$/, ports)).at(-1)).toBe('Migrations');
    expect(await logs()).toEqual([]);
  });

  it('waits for no app and leaves none behind when it is called off while they start', async () => {
    const ports = { gateway: await freePort(), sandbox: await freePort() };
    expect(await calledOffAt(/gateway/i, ports)).toContain('Migrations');
    expect(await Promise.all([isPortFree(ports.gateway), isPortFree(ports.sandbox)])).toEqual([true, true]);
  });
});
