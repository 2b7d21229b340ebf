import type { CheckResult } from '../check';
import { planForm } from '../form-plan';
import type { RequestTypeDescription } from '../../api/request-types';
import { columnsOf } from './columns';
import { batchesOf, judgeRows, totalsOf } from './judge-rows';
import type { Row } from './rows';

const TYPE: RequestTypeDescription = {
  type: 'GIFT',
  name: 'gift',
  title: 'Gift',
  hasAmount: true,
  example: {},
  entityInfoSchema: { type: 'object', properties: {} },
  entityFields: {},
  payloadSchema: { type: 'object', properties: { body: { type: 'object', properties: { points: { type: 'number', title: 'Points' } } } } },
};
const plan = planForm(TYPE, undefined, {});
const judging = { plan, columns: columnsOf(plan) };

const row = (line: number, text = `text ${line}`): Row => ({
  line,
  cells: [],
  values: { '/payload/IntouchAPITask-Payload/body/points': '1' },
  text,
});
const fine = (reference?: string, amount = 1): CheckResult => ({
  ok: true,
  summary: { customer: '1', line: 'Give.', amount, ...(reference !== undefined && { reference }) },
  verdict: { kind: 'checker' },
});

const keyed = (reference: string): CheckResult => ({ ...fine(reference), openKey: reference });

function judge(rows: readonly Row[], results: readonly CheckResult[]) {
  return judgeRows(rows, results, judging);
}

describe('the preview of a file', () => {
  it('marks a reference that stands further up, however many rows lie between', () => {
    const judged = judge([row(2), row(3), row(4)], [keyed('A'), keyed('B'), keyed('A')]);
    expect(judged.map(({ kind }) => kind)).toEqual(['fine', 'fine', 'duplicate']);
    expect(judged[2]).toMatchObject({ message: 'The same reference as row 2.' });
  });

  it('marks a row without reference that is the same as another one', () => {
    expect(judge([row(2, 'same'), row(3, 'same')], [fine(), fine()])[1]).toMatchObject({
      kind: 'duplicate',
      message: 'The same as row 2.',
    });
  });

  it('marks a row without reference that asks for the same in another spelling', () => {
    const results = ['one', 'other', 'one'].map((identity) => ({ ...fine(), identity }));
    const judged = judge([row(2, '"100"'), row(3, '"101"'), row(4, '"100.0"')], results);
    expect(judged).toMatchObject([
      { kind: 'fine' },
      { kind: 'fine' },
      { kind: 'duplicate', message: 'The same as row 2.', isBarred: false },
    ]);
  });

  it('marks what was asked for before, by whatever the check found, and what is asked for now', () => {
    const duplicate = { sameBy: 'reference' as const, requestId: 'r1', state: 'approved' as const };
    const open = { code: 9028, message: 'Open.', reference: '019aa9c8-7a3b-7c52-9d2e-3f1f0e6d5c4b' };
    const judged = judge(
      [row(2), row(3), row(4)],
      [
        { ...fine('A'), duplicates: [duplicate] },
        { ...fine(), duplicates: [{ sameBy: 'content' }] },
        { ok: false, errors: [open] },
      ],
    );
    expect(judged).toMatchObject([
      { kind: 'used', message: 'Its reference was used before.', requestId: 'r1' },
      { kind: 'used', message: 'The same was asked for before.' },
      { kind: 'open', requestId: open.reference },
    ]);
    expect(judged[1]).not.toHaveProperty('requestId');
  });

  it('marks a row of a file of results that was submitted, also when it was changed since', () => {
    const [judged] = judge([{ ...row(2), earlier: { kind: 'submitted', requestId: 'r1' } }], [{ ...fine('NEW'), duplicates: [] }]);
    expect(judged).toMatchObject({ kind: 'used', message: 'This row was submitted before.', requestId: 'r1' });
  });

  it('names the column of a problem', () => {
    const error = { code: 2008, message: 'Field points: must be above 0.', reference: '/payload/IntouchAPITask-Payload/body/points' };
    expect(judge([row(2)], [{ ok: false, errors: [error] }])[0]).toMatchObject({ kind: 'wrong', messages: ['Points: Must be above 0.'] });
  });

  describe('tells the same from what has the same reference', () => {
    const id = '019aa9c8-7a3b-7c52-9d2e-3f1f0e6d5c4b';
    const errors = [{ code: 9028, message: 'Open.', reference: id }];
    const open = (content: object): CheckResult => ({ ...fine('A', 2500), ok: false, errors, ...content });

    it('where it is open: a mended amount is not what was asked for before', () => {
      const [changed, same, other, hidden] = judge(
        [row(2), row(3), row(4), row(5)],
        [
          open({ open: { sameContent: false, amount: 250 } }),
          open({ open: { sameContent: true, amount: 2500 } }),
          open({ open: { sameContent: false, amount: 2500 } }),
          open({}),
        ],
      );
      const message = 'Its reference is open with 250 points; this row says 2,500. Withdraw that one first.';
      expect(changed).toMatchObject({ kind: 'differs', requestId: id, message, isBarred: true, result: { summary: { amount: 2500 } } });
      expect(same).toMatchObject({ kind: 'open', message: 'A request that asks for it is not over yet.' });
      expect(other).toMatchObject({ kind: 'differs', message: expect.stringContaining('asks for something else than this row') });
      expect(hidden).toMatchObject({ kind: 'open', message: 'A request with its reference is not over yet.' });
    });

    it('where it was used', () => {
      const used = { sameBy: 'reference' as const, requestId: id };
      const judged = judge(
        [row(2), row(3)],
        [
          { ...fine('A', 2500), duplicates: [{ ...used, sameContent: false, amount: 250 }] },
          { ...fine('B', 2500), duplicates: [{ ...used, sameContent: true, amount: 2500 }] },
        ],
      );
      expect(judged).toMatchObject([
        {
          kind: 'differs',
          requestId: id,
          message: 'Its reference was used before, with 250 points; this row says 2,500.',
          isBarred: false,
        },
        { kind: 'used', message: 'Its reference was used before.' },
      ]);
    });
  });

  it('says of the same twice in the file the same, whether or not the rows were checked in one call', () => {
    const inOneCall = { ...fine('A', 7), ok: false, errors: [{ code: 9028, message: 'Same.', reference: '/requests/0' }], openKey: 'k' };
    const inAnother = { ...fine('A', 7), openKey: 'k' };
    const first = { ...fine('A', 1), openKey: 'k' };
    const messages = [inOneCall, inAnother].map((second) => {
      const [, judged] = judge([row(7), row(900)], [first, second]);
      return judged?.kind === 'duplicate' && [judged.isBarred, judged.message];
    });
    expect(messages[0]).toEqual([true, 'The same reference as row 7, which says 1 point; this row says 7.']);
    expect(messages[1]).toEqual(messages[0]);
  });

  it('knows by what the gateway allows once that rows without reference cannot both be open', () => {
    const keyed = { ...fine(), openKey: 'k' };
    expect(judge([row(2), row(3)], [keyed, keyed])[1]).toMatchObject({
      kind: 'duplicate',
      isBarred: true,
      message: 'At most one of this row and row 2 may be open at a time.',
    });
  });

  it('never lets a damaged row through, whatever the gateway said', () => {
    expect(judge([{ ...row(2), damage: 'Torn.' }], [fine()])[0]).toEqual({ kind: 'wrong', messages: ['Torn.'] });
  });

  it('sums points without tails', () => {
    const judged = judge([row(2), row(3)], [fine('A', 0.1), fine('B', 0.2)]);
    expect(totalsOf(judged)).toEqual({ requests: 2, points: 0.3, atOnce: 0, toCheckers: 2 });
  });

  it('is asked for in calls that are not too large', () => {
    const rows = [row(2, 'aaaa'), row(3, 'bbbb'), row(4, 'cccc'), row(5, 'dddddddddddddddd')];
    expect(batchesOf(rows, 2, 8).map((batch) => batch.map(({ line }) => line))).toEqual([[2, 3], [4], [5]]);
    expect(batchesOf(rows, 10, 8).map((batch) => batch.map(({ line }) => line))).toEqual([[2, 3], [4], [5]]);
  });
});
