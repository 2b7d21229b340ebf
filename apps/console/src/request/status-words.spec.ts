import type { RequestView, State } from '../api/request-view';
import { statusInWords } from './status-words';

const timeOf = () => 'at 12:03';
const told = (state: State, details: Partial<RequestView['details']>) =>
  statusInWords({ state, userName: 'Maya Maker', details } as unknown as RequestView, timeOf);

describe('statusInWords', () => {
  it('says of a request in doubt that nobody knows, when it is asked again, and not to ask again oneself', () => {
    const { tone, text } = told('IntouchAPITask', { executionState: 'in-doubt', nextAttemptAt: '2026-11-22T12:03:00Z' });
    expect(tone).toBe('unsure');
    expect(text).toContain('Nobody knows yet whether it took effect; we ask again at 12:03 with the same key');
    expect(text).toContain('Do not ask for it again');
  });

  it('never calls a held request failed', () => {
    for (const kind of ['held', 'unknown'] as const) {
      const { title, text } = told('IntouchAPITask', {
        executionState: 'needs-review',
        outcome: { kind, message: 'Replays used up.', attempts: 20 },
      });
      expect(`${title} ${text}`).not.toMatch(/fail/i);
      expect(text).toContain('Do not ask for it again');
    }
  });

  it('gives reason and code of a failure, and says that nothing took effect', () => {
    const { text } = told('failed', { outcome: { kind: 'refused', code: '886', message: 'Not enough points', attempts: 1 } });
    expect(text).toBe('The loyalty API refused it: Not enough points (886). Nothing took effect.');
  });

  it('tells why a request was taken back, where its maker has said it', () => {
    expect(told('withdrawn', { outcome: { kind: 'withdrawn', message: 'my mistake', attempts: 0 } }).text).toMatch(
      /^Maya Maker.* took it back before anybody decided: “.*my mistake.*”\. Nothing was carried out\.$/,
    );
    expect(told('withdrawn', {}).text).toMatch(/took it back before anybody decided\. Nothing was carried out\.$/);
  });

  it('tells a sent-back request from a rejected one', () => {
    expect(told('rejected', { outcome: { kind: 'sent-back', message: '', attempts: 0 } }).title).toBe('Sent back to its maker');
    expect(told('rejected', {}).title).toBe('Rejected');
  });
});
