import { chown, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { canWrite } from '../folders/reachable-folder';
import { LocalServerError } from '../local-server-error';
import { freePort } from '../network/free-port';
import type { ServerAccount } from '../processes/server-account';
import { postgresAccount } from '../processes/server-account';
import type { DataFolder } from './data-folder';
import { ensurePassword, findDataFolder, placeDataFolder, removeDataFolder } from './data-folder';
import { packagedPostgres } from './packaged-postgres';
import { ensureCluster, writeSettings } from './postgres-cluster';
import { providePostgresPrograms } from './postgres-programs';
import { PostgresServer } from './postgres-server';
import type { PostgresSettings } from './postgres-settings';
import { renderSettings } from './postgres-settings';
import type { Postmaster, PostmasterControl } from './postmaster';
import { findPostmaster, startPostmaster, stopPostmaster } from './postmaster';

export interface PostgresOptions {
  /** A folder of the server's own: cluster, password file and log. Made when missing. */
  readonly dataDir: string;
  /** A free one when not said. */
  readonly port?: number;
  /** Where the server writes its log; `postgres.log` in the data folder when not said, or when the server's account cannot write there. */
  readonly logFile?: string;
  /** Whether a crash loses nothing; true when not said. False makes tests faster that never crash the server. */
  readonly durable?: boolean;
  /** Settings of postgresql.conf that win over the launcher's own. */
  readonly settings?: PostgresSettings;
}

/** Tries on a port that another program took between finding and binding it. */
const PORT_TRIES = 3;

/**
 * Starts a PostgreSQL on 127.0.0.1 and waits until it takes connections; adopts, as it is, the one that a killed run left on the same data.
 *
 * @throws LocalServerError with a sentence for the newcomer.
 */
export async function startPostgres(options: PostgresOptions): Promise<PostgresServer> {
  const account = await postgresAccount();
  const programs = await providePostgresPrograms(packagedPostgres(), account);
  const placed = await placeDataFolder(options.dataDir, account);
  const place = await placeLog(placed, options.logFile, account);
  const password = await ensurePassword(place, account);
  await ensureCluster(place, programs, account, options.durable ?? true);
  const control = { place, programs, account };
  const running = await adopt(control, options.port);
  return new PostgresServer(control, password, running ?? (await launch(control, options, PORT_TRIES)), running !== undefined);
}

/** Stops what an earlier run left on this data and removes the data, wherever it was placed; says whether there was any. */
export async function removePostgres(dataDir: string): Promise<boolean> {
  const place = await findDataFolder(dataDir);
  if (place && (await findPostmaster(place))) {
    const account = await postgresAccount();
    await stopPostmaster({ place, programs: await providePostgresPrograms(packagedPostgres(), account), account }, 'immediate');
  }
  await removeDataFolder(dataDir);
  return place !== undefined;
}

async function adopt(control: PostmasterControl, wishedPort: number | undefined): Promise<Postmaster | undefined> {
  const running = await findPostmaster(control.place);
  if (!running || wishedPort === undefined || wishedPort === running.port) return running;
  await stopPostmaster(control, 'fast');
  return undefined;
}

async function launch(control: PostmasterControl, options: PostgresOptions, tries: number): Promise<Postmaster> {
  const port = options.port ?? (await freePort());
  await writeSettings(control.place, control.account, renderSettings(port, options.durable ?? true, options.settings ?? {}));
  try {
    return await startPostmaster(control, port);
  } catch (error) {
    const taken = error instanceof LocalServerError && error.code === 'port_in_use';
    if (taken && options.port === undefined && tries > 1) return launch(control, options, tries - 1);
    throw error;
  }
}

async function placeLog(place: DataFolder, wished: string | undefined, account: ServerAccount | undefined): Promise<DataFolder> {
  if (wished === undefined) return place;
  const log = path.resolve(wished);
  const opened = await writeFile(log, '', { flag: 'a' }).then(
    () => true,
    () => false,
  );
  if (!opened) return place;
  if (account) await chown(log, account.uid, account.gid);
  return (await canWrite(log, account)) ? { ...place, log } : place;
}
