#!/usr/bin/env node
// npm run crash-walk: stops a process at every crash point in every way, with the lengths of production, and prints what came of it.
import './bootstrap/node-version.mjs';
import os from 'node:os';
import { fullBuildCommand } from './bootstrap/build.mjs';
import { checkDiskSpace } from './bootstrap/disk-space.mjs';
import { prepareServers } from './bootstrap/prepare.mjs';
import { inRoot } from './bootstrap/repository.mjs';
import { Stop, runMain } from './bootstrap/stop.mjs';
import { CommandRunner } from './testing/streamed-command.mjs';
import { requireRedis, stopLeftServers } from './testing/test-servers.mjs';

const jest = [process.execPath, inRoot('node_modules/jest/bin/jest.js')];
const walk = [...jest, '--config', inRoot('apps/e2e/jest.config.cjs'), '--runInBand', 'crash-walk/crash-walk'];

await runMain(async () => {
  await checkDiskSpace();
  await prepareServers();
  await requireRedis();
  process.env.CRASH_WALK = 'real';
  const runner = new CommandRunner();
  const succeeded = (await runner.run(fullBuildCommand())) && (await runner.run(walk));
  await stopLeftServers();
  if (runner.interruptedBy) throw new Stop('Stopped before the end.', 128 + os.constants.signals[runner.interruptedBy]);
  return succeeded ? 0 : 1;
});
