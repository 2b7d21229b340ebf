import { LocalServerError } from '../local-server-error';
import { runCommand } from './run-command';

/** The user that a server process runs as, when that is not the user running Node. */
export interface ServerAccount {
  readonly uid: number;
  readonly gid: number;
}

const USER = 'postgres';

/**
 * PostgreSQL refuses to run as root, so root hands over to the user `postgres`, made on the spot where it is missing.
 * Everybody else runs the server as themselves: `undefined`.
 */
export async function postgresAccount(): Promise<ServerAccount | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const account = (await lookUpAccount()) ?? (await createAccount());
  if (account) return account;
  throw new LocalServerError(
    'account_unavailable',
    `PostgreSQL does not run as root and the user "${USER}" could not be created; create it, or start as an ordinary user.`,
  );
}

async function lookUpAccount(): Promise<ServerAccount | undefined> {
  const uid = await numericId('-u');
  const gid = await numericId('-g');
  return uid === undefined || gid === undefined || uid === 0 ? undefined : { uid, gid };
}

async function numericId(option: '-u' | '-g'): Promise<number | undefined> {
  const { exitCode, stdout } = await runCommand('id', [option, USER]);
  return exitCode === 0 ? Number(stdout.trim()) : undefined;
}

async function createAccount(): Promise<ServerAccount | undefined> {
  const withShadow = ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', USER];
  const withBusybox = ['-S', '-D', '-H', USER];
  if ((await exitCodeOf('useradd', withShadow)) !== 0) await exitCodeOf('adduser', withBusybox);
  return lookUpAccount();
}

async function exitCodeOf(program: string, args: readonly string[]): Promise<number> {
  return (await runCommand(program, args)).exitCode;
}
