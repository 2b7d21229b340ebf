import { readableLogLine } from './log-line';

describe('a log line for people', () => {
  it('is level, message and error of a JSON line', () => {
    const line = JSON.stringify({ level: 'warn', time: 't', msg: 'round failed', err: { type: 'Error', message: 'no pool', stack: '…' } });
    expect(readableLogLine(line)).toBe('warn  round failed (no pool)');
  });

  it('is the line itself where it is something else', () => {
    expect(readableLogLine('worker: DATABASE_URL is missing')).toBe('worker: DATABASE_URL is missing');
  });

  it('is cut where it is long', () => {
    expect(readableLogLine('x'.repeat(5_000))).toHaveLength(200);
  });
});
