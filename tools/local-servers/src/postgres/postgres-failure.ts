import { LocalServerError } from '../local-server-error';
import type { DataFolder } from './data-folder';

/**
 * Turns what PostgreSQL wrote into one sentence; `port` when a server was started, none when the cluster was being made. Its programs give no codes, only English text (LC_ALL=C), so text is what is looked at;
 * text that nobody foresaw is passed on.
 */
export function startFailure(output: string, place: DataFolder, port: number | undefined): LocalServerError {
  // A page written in part, because the rest no longer fitted, is reported with this hint and not as a lack of space.
  if (output.includes('No space left on device') || output.includes('Check free disk space')) {
    return new LocalServerError(
      'disk_full',
      `There is no disk space left for PostgreSQL in ${place.folder}; free at least 1 GB and start again.`,
    );
  }
  if (output.includes('Address already in use') || output.includes('could not create any TCP/IP sockets')) {
    return new LocalServerError(
      'port_in_use',
      `Port ${String(port)} on 127.0.0.1 is taken by another program; free it or choose another port.`,
    );
  }
  const where = port === undefined ? '' : ` (log: ${place.log})`;
  return new LocalServerError('start_failed', `PostgreSQL did not start: ${telling(output)}${where}.`);
}

function telling(output: string): string {
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  const marked = ['FATAL:', 'PANIC:', 'error:', 'ERROR:'];
  const line = lines.find((candidate) => marked.some((mark) => candidate.includes(mark))) ?? lines.at(-1);
  const start = Math.max(...marked.map((mark) => line?.indexOf(mark) ?? -1), 0);
  return line?.slice(start).trim() ?? 'it wrote nothing';
}
