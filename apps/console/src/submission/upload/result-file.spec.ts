import type { RequestView } from '../../api/request-view';
import type { Judgement } from './judge-rows';
import { resultLines } from './result-file';
import type { Row } from './rows';

const row = (line: number, ...cells: string[]): Row => ({ line, cells, values: {}, text: '' });
const used: Judgement = { kind: 'used', result: { ok: true }, message: 'Its reference was used before.', requestId: 'id-6' };
const differs: Judgement = { kind: 'differs', result: { ok: false }, message: 'Open with 250 points.', requestId: 'id-8', isBarred: true };
const fine: Judgement = { kind: 'fine', result: { ok: true } };

describe('the file of results', () => {
  it('says of each row what became of it', () => {
    const upload = {
      header: ['Points *', 'Upload: line'],
      rows: [
        row(2, '100', '9'),
        row(3, '5', '9'),
        row(4, 'x', '9'),
        row(5, '7', '9'),
        row(6, '8', '9'),
        row(7, '9', '9'),
        row(8, '2500', '9'),
      ],
    };
    const judgements: Judgement[] = [fine, fine, { kind: 'wrong', messages: ['Points: no number.'] }, fine, used, fine, differs];
    const outcomes = new Map([
      [2, { kind: 'submitted' as const, request: { requestId: 'id-2', state: 'AdminTask' } as RequestView, isEarlier: false }],
      [3, { kind: 'refused' as const, problems: [], message: 'The cap is reached.' }],
    ]);
    const keysOfUnknown = new Map([[7, 'key-7']]);
    expect(resultLines(upload, { judgements, outcomes, keysOfUnknown }, (state) => `state ${state}`)).toEqual([
      ['Points *', 'Upload: line', 'Upload: result', 'Upload: request', 'Upload: state', 'Upload: why', 'Upload: key'],
      ['100', '2', 'submitted', 'id-2', 'state AdminTask', '', ''],
      ['5', '3', 'refused', '', '', 'The cap is reached.', ''],
      ['x', '4', 'not submitted', '', '', 'Points: no number.', ''],
      ['7', '5', 'not submitted', '', '', '', ''],
      ['8', '6', 'submitted', 'id-6', '', 'Left out: Its reference was used before.', ''],
      ['9', '7', 'not known', '', '', expect.stringContaining('No answer came'), 'key-7'],
      // Known again as submitted, the mended row would stay out for good.
      ['2500', '8', 'not submitted', '', '', 'Open with 250 points.', ''],
    ]);
  });
});
