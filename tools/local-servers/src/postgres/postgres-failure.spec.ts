import type { DataFolder } from './data-folder';
import { startFailure } from './postgres-failure';

const place: DataFolder = { folder: '/data', cluster: '/data/cluster', passwordFile: '/data/password', log: '/data/postgres.log' };

describe('what PostgreSQL wrote when it did not start', () => {
  it.each([
    'initdb: error: could not write file "x": No space left on device',
    'FATAL:  could not extend file "base/1/2691": wrote only 4096 of 8192 bytes at block 10\nHINT:  Check free disk space.',
  ])('becomes a full disk (%#)', (output) => {
    expect(startFailure(output, place, undefined)).toMatchObject({ code: 'disk_full' });
  });

  it('becomes the port that is taken', () => {
    const output = 'LOG:  could not bind IPv4 address "127.0.0.1": Address already in use\nFATAL:  could not create any TCP/IP sockets';
    expect(startFailure(output, place, 5432).message).toContain('Port 5432 on 127.0.0.1 is taken');
  });

  it('is passed on from the telling line, with the log, when nobody foresaw it', () => {
    const output = '2026-11-22 20:00:00 UTC [7] LOG:  starting\n2026-11-22 20:00:00 UTC [7] FATAL:  could not map memory\n';
    expect(startFailure(output, place, 5432).message).toBe(
      'PostgreSQL did not start: FATAL:  could not map memory (log: /data/postgres.log).',
    );
  });

  it('is said to be nothing when it is nothing', () => {
    expect(startFailure('\n', place, undefined).message).toBe('PostgreSQL did not start: it wrote nothing.');
  });
});
