import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { runCommand } from './run-command';

const hasProc = existsSync('/proc/self/stat');

/**
 * Whether the process still runs. A zombie counts as dead: in a container whose first process reaps nobody, a killed server whose
 * launcher is gone stays a zombie for ever and still answers `kill -0`.
 */
export function isProcessAlive(pid: number): boolean {
  if (hasProc) return !['Z', 'X', undefined].includes(statFields(pid)?.[0]);
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * A name for the process that a later process with the same number does not share: number and start time (in clock ticks since boot),
 * the latter 0 where the system does not tell.
 */
export function processIdentity(pid: number): string | undefined {
  if (!isProcessAlive(pid)) return undefined;
  return `${String(pid)}-${statFields(pid)?.[19] ?? '0'}`;
}

/** The command line of a process, empty when there is none; tells a server of ours from a stranger that inherited its number. */
export async function commandLineOf(pid: number): Promise<string> {
  if (hasProc) return readProc(pid, 'cmdline')?.replaceAll('\0', ' ').trim() ?? '';
  return (await runCommand('ps', ['-o', 'command=', '-p', String(pid)])).stdout.trim();
}

/** The processes that this one has started and that still run. */
export async function childrenOf(pid: number): Promise<number[]> {
  if (!hasProc) {
    const { stdout } = await runCommand('ps', ['-A', '-o', 'pid=,ppid=']);
    const pairs = stdout.split('\n').map((line) => line.trim().split(/\s+/).map(Number));
    return pairs.filter(([, parent]) => parent === pid).map(([child = 0]) => child);
  }
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.map(Number).filter((child) => Number(statFields(child)?.[1]) === pid && isProcessAlive(child));
}

/** The fields of /proc/<pid>/stat from the state on; the program name before it may hold blanks and brackets. */
function statFields(pid: number): string[] | undefined {
  const stat = readProc(pid, 'stat');
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
}

function readProc(pid: number, file: string): string | undefined {
  if (!hasProc) return undefined;
  try {
    return readFileSync(`/proc/${String(pid)}/${file}`, 'utf8');
  } catch {
    return undefined;
  }
}
