import { buildForRunning, buildServers } from './build.mjs';
import { installDependencies } from './dependencies.mjs';
import { checkDiskSpace } from './disk-space.mjs';
import { waitForLock } from './lock.mjs';

/** Installs and builds what a command is about to run, and one more package where it lives in that; seconds when nothing changed. */
export function prepareToRun(also) {
  return alone(async () => {
    await checkDiskSpace();
    await installDependencies();
    await buildForRunning(also);
  });
}

/** Installs, and builds the launchers of the servers, without which nothing can be stopped or tested; works on a full disk when both are there. */
export function prepareServers() {
  return alone(async () => {
    await installDependencies();
    await buildServers();
  });
}

/** Two commands at the same time must not install into the same folder at the same time. */
async function alone(act) {
  const lock = await waitForLock('prepare', (holder) =>
    console.error(`Waiting for process ${holder}, which is installing or building here …`),
  );
  try {
    return await act();
  } finally {
    lock.release();
  }
}
