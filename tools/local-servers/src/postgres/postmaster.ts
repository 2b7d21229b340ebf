import { open, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { LocalServerError } from '../local-server-error';
import { postgresEnvironment } from '../processes/process-environment.config';
import { commandLineOf, isProcessAlive } from '../processes/process-state';
import { runCommand } from '../processes/run-command';
import type { CommandResult } from '../processes/run-command';
import type { ServerAccount } from '../processes/server-account';
import { waitFor } from '../waiting/wait-for';
import type { DataFolder } from './data-folder';
import { startFailure } from './postgres-failure';
import type { PostgresPrograms } from './postgres-programs';

/** How PostgreSQL is told to stop: `fast` ends sessions, `immediate` is a crash that the next start recovers from. */
export type StopMode = 'smart' | 'fast' | 'immediate';

/** A running server as its lock file describes it. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
}

/** Everything that pg_ctl needs to be told about one server. */
export interface PostmasterControl {
  readonly place: DataFolder;
  readonly programs: PostgresPrograms;
  readonly account: ServerAccount | undefined;
}

/** The server that runs on this data, if any, waiting for one that is just starting; a lock file left by a dead server is removed. */
export async function findPostmaster(place: DataFolder): Promise<Postmaster | undefined> {
  const lock = await readLock(place);
  if (!lock) return undefined;
  // After a container's restart another program may have the number; PostgreSQL itself would refuse to start beside it.
  if (!isProcessAlive(lock.pid) || !(await commandLineOf(lock.pid)).includes(place.cluster)) {
    await rm(path.join(place.cluster, 'postmaster.pid'), { force: true });
    return undefined;
  }
  const settled = await waitFor(
    async () => {
      const current = await readLock(place);
      if (!current || !isProcessAlive(current.pid)) return 'gone';
      return ['ready', 'standby'].includes(current.status) ? current : undefined;
    },
    { what: `the PostgreSQL of ${place.folder} to be ready`, deadlineMs: 30_000 },
  );
  return settled === 'gone' ? undefined : { pid: settled.pid, port: settled.port };
}

/** Starts the server on the settings written before and waits until it takes connections. */
export async function startPostmaster(control: PostmasterControl, port: number): Promise<Postmaster> {
  const { place } = control;
  const logged = await stat(place.log).then(
    (found) => found.size,
    () => 0,
  );
  const started = await pgCtl(control, ['start', '-w', '-t', '60', '-l', place.log]);
  if (started.exitCode !== 0) throw startFailure((await readFrom(place.log, logged)) || started.stderr, place, port);
  const postmaster = await findPostmaster(place);
  if (postmaster) return postmaster;
  throw startFailure(await readFrom(place.log, logged), place, port);
}

/** Stops the server; one that stopped by itself is fine. */
export async function stopPostmaster(control: PostmasterControl, mode: StopMode): Promise<void> {
  const stopped = await pgCtl(control, ['stop', '-w', '-t', '60', '-m', mode]);
  if (stopped.exitCode === 0 || !(await readLock(control.place))) return;
  throw new LocalServerError('stop_failed', `PostgreSQL did not stop: ${stopped.stderr.trim()} (log: ${control.place.log}).`);
}

function pgCtl({ place, programs, account }: PostmasterControl, args: readonly string[]): Promise<CommandResult> {
  return runCommand(programs.pgCtl, ['-D', place.cluster, ...args], { account, cwd: place.folder, env: postgresEnvironment() });
}

/** The lines of postmaster.pid: process, data directory, start time, port, socket folder, address, shared memory, status. */
async function readLock(place: DataFolder): Promise<(Postmaster & { status: string }) | undefined> {
  const text = await readFile(path.join(place.cluster, 'postmaster.pid'), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const lines = text.split('\n');
  return { pid: Number(lines[0]), port: Number(lines[3]), status: lines[7]?.trim() ?? '' };
}

async function readFrom(file: string, offset: number): Promise<string> {
  const handle = await open(file).catch(() => undefined);
  if (!handle) return '';
  try {
    const { size } = await handle.stat();
    const { buffer } = await handle.read({ buffer: Buffer.alloc(Math.max(size - offset, 0)), position: offset });
    return buffer.toString('utf8');
  } finally {
    await handle.close();
  }
}
