import type { RequestView } from '../../api/request-view';
import type { Judgement } from './judge-rows';
import { resultLines } from './result-file';
import type { Row } from './rows';

const row = (line: number, ...cells: string[]): Row => ({ line, cells, values: {}, text: '' });
const fine: Judgement = { kind: 'fine', result: { ok: true } };

describe('the file of results', () => {
  it('says of each row what became of it', () => {
    const upload = {
      header: ['Points *', 'Upload: line'],
      rows: [row(2, '100', '9'), row(3, '5', '9'), row(4, 'x', '9'), row(5, '7', '9')],
    };
    const judgements: Judgement[] = [fine, fine, { kind: 'wrong', messages: ['Points: no number.'] }, fine];
    const outcomes = new Map([
      [2, { kind: 'submitted' as const, request: { requestId: 'id-2', state: 'AdminTask' } as RequestView }],
      [3, { kind: 'refused' as const, problems: [], message: 'The cap is reached.' }],
    ]);
    expect(resultLines(upload, judgements, outcomes, (state) => `state ${state}`)).toEqual([
      ['Points *', 'Upload: line', 'Upload: result', 'Upload: request', 'Upload: state', 'Upload: why'],
      ['100', '2', 'submitted', 'id-2', 'state AdminTask', ''],
      ['5', '3', 'refused', '', '', 'The cap is reached.'],
      ['x', '4', 'not submitted', '', '', 'Points: no number.'],
      ['7', '5', 'not submitted', '', '', ''],
    ]);
  });
});
