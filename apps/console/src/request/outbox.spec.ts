import { approve, gateway, soon, went } from '../../test-support/test-outbox';
import { idsOf } from '../api/request-view';
import { failuresOf, isOpen, isUnderWay } from './sent-decisions';

describe('decisions that were sent', () => {
  it('are counted as failed one by one, those that went among them not', async () => {
    const { outbox, calls } = gateway();
    for (const ids of [['a', 'b', 'c'], ['d', 'e'], ['f']]) outbox.send(approve('seen', ...ids));
    await soon();
    expect(outbox.all().map(failuresOf)).toEqual([0, 0, 0]);
    calls[0]!.answer([...went(true, 'a'), ...went(false, 'b', 'c')]);
    calls[1]!.fail();
    await soon();
    expect(outbox.all().map(failuresOf)).toEqual([2, 2, 0]);
  });

  it('stay to be read when the comment was not kept', async () => {
    const { outbox, calls } = gateway();
    outbox.send(approve('seen', 'a'));
    await soon();
    calls[0]!.answer([{ ...went(true, 'a')[0]!, isCommentLost: true }]);
    await soon();
    outbox.send(approve('next', 'b'));
    await soon();
    calls[1]!.answer(went(true, 'b'));
    await soon();
    expect(outbox.all().map(({ comment, told = [] }) => [comment, told.map(({ isCommentLost }) => isCommentLost)])).toEqual([
      ['seen', [true]],
    ]);
    expect(outbox.all().map(isOpen)).toEqual([true]);
  });

  it('keep nobody waiting, and each goes with the comment that was written for it', async () => {
    const { outbox, calls, told } = gateway();
    for (const id of ['a', 'b', 'c']) outbox.send(approve(`for ${id}`, id));
    await soon();
    expect(calls.map(({ intent }) => [intent.comment, ...intent.requests.map(({ requestId }) => requestId)])).toEqual([
      ['for a', 'a'],
      ['for b', 'b'],
      ['for c', 'c'],
    ]);
    calls[1]!.answer(went(true, 'b'));
    await soon();
    expect(told).toEqual(['for b']);
    expect(outbox.all().map(({ comment }) => comment)).toEqual(['for a', 'for c']);
  });

  it('do not overtake their warnings: what was used before comes back, and the others are decided', async () => {
    const { outbox, calls } = gateway();
    outbox.send(approve('seen', 'a', 'dup', 'c'));
    await soon();
    expect(calls.map(({ intent }) => intent.requests.map(({ requestId }) => requestId))).toEqual([['a', 'c']]);
    calls[0]!.answer(went(true, 'a', 'c'));
    await soon();
    const [sent] = outbox.all();
    expect(sent?.told?.map(({ request: { requestId }, worked, words }) => [requestId, worked, words])).toEqual([
      ['dup', false, 'Used before. Nothing was decided.'],
      ['a', true, ''],
      ['c', true, ''],
    ]);
    outbox.send(approve('seen', 'dup'));
    await soon();
    expect(calls).toHaveLength(1);
    outbox.send({ ...approve('seen', 'dup'), reading: { seen: new Map([['dup', new Set(['content a'])]]), unread: new Map() } });
    await soon();
    expect(calls).toHaveLength(2);
  });

  it('of one person or org are not forgotten by what is said in another', async () => {
    const { outbox, calls, means } = gateway();
    outbox.send(approve('seen', 'a'));
    outbox.send(approve('seen', 'b'));
    await soon();
    calls[0]!.fail();
    means.me = 'chen/7';
    calls[1]!.answer(went(true, 'b'));
    await soon();
    outbox.send(approve('seen', 'c'));
    means.me = 'cleo/0';
    outbox.send(approve('seen', 'a'));
    await soon();
    outbox.clear((owner) => owner === 'cleo/0');
    expect(outbox.all().map(({ owner, requests }) => [owner, ...idsOf(requests)])).toEqual([
      ['chen/0', 'a'],
      ['chen/0', 'b'],
      ['chen/7', 'c'],
    ]);
  });

  it('that went in an org which was left meanwhile are told when somebody is back there', async () => {
    const { outbox, calls, means } = gateway();
    outbox.send(approve('seen', 'a'));
    await soon();
    means.me = 'chen/7';
    outbox.keepBack();
    calls[0]!.answer(went(true, 'a'));
    await soon();
    expect(outbox.all().map(({ owner, told }) => [owner, told?.map(({ worked }) => worked)])).toEqual([['chen/0', [true]]]);
    expect(outbox.all().map(failuresOf)).toEqual([0]);
  });

  it.each(['cleo/0', 'chen/7'])(
    'are not sent when %s is there while their warnings are looked up, nor when the first one is back',
    async (next) => {
      const { outbox, calls, means } = gateway();
      means.holdBack = () => {
        means.me = next;
        outbox.keepBack();
        means.me = 'chen/0';
        outbox.keepBack();
        return Promise.resolve(new Map());
      };
      outbox.send(approve('seen', 'a'));
      await soon();
      expect(calls).toEqual([]);
      expect(outbox.all().map(({ error }) => String(error))).toEqual([expect.stringMatching(/^Error: It was not sent/)]);
    },
  );

  it('are not all called at once, so that none runs out of patience in a queue of the browser', async () => {
    const { outbox, calls } = gateway();
    for (const id of ['a', 'b', 'c', 'd', 'e']) outbox.send(approve('seen', id));
    await soon();
    expect(calls).toHaveLength(4);
    calls[0]!.answer(went(true, 'a'));
    await soon();
    expect(calls).toHaveLength(5);
  });

  it('stay to be looked at when they failed, were refused, or were many', async () => {
    const { outbox, calls } = gateway();
    for (const ids of [['a'], ['b'], ['c', 'd']]) outbox.send(approve('seen', ...ids));
    await soon();
    calls[0]!.fail();
    calls[1]!.answer(went(false, 'b'));
    calls[2]!.answer(went(true, 'c', 'd'));
    await soon();
    expect(outbox.all().map((sent) => [isUnderWay(sent), sent.error !== undefined, sent.told?.length])).toEqual([
      [false, true, undefined],
      [false, false, 1],
      [false, false, 2],
    ]);
  });

  it('have another key when somebody else says the same', async () => {
    const { outbox, calls, means } = gateway();
    for (const me of ['chen/0', 'cleo/0']) {
      means.me = me;
      outbox.send(approve('seen', 'a'));
      await soon();
      calls.at(-1)!.fail();
      await soon();
    }
    expect(calls.map(({ intent }) => intent.key)).toEqual(['key-1', 'key-2']);
  });

  it('are not sent after a sign-out, nor once more, and told to nobody', async () => {
    const { outbox, calls, told } = gateway();
    for (const id of ['a', 'b', 'c', 'd', 'e', 'f']) outbox.send(approve('seen', id));
    await soon();
    outbox.clear((owner) => owner === 'chen/0');
    expect(calls.map(({ isMeant }) => isMeant())).toEqual([false, false, false, false]);
    calls[0]!.answer(went(true, 'a'));
    await soon();
    expect(calls).toHaveLength(4);
    expect([told, outbox.all()]).toEqual([[], []]);
  });

  it('that were with the gateway when the org was changed are told when somebody is back; those behind them were not sent', async () => {
    const { outbox, calls, told, means } = gateway();
    for (const id of ['a', 'b', 'c', 'd', 'e']) outbox.send(approve('seen', id));
    await soon();
    means.me = 'chen/7';
    outbox.keepBack();
    means.me = 'chen/0';
    outbox.keepBack();
    for (const { answer, intent } of calls.slice(0, 4)) answer(went(true, ...idsOf(intent.requests)));
    await soon();
    expect(calls).toHaveLength(4);
    expect(told).toHaveLength(4);
    expect(outbox.all().map(({ requests, error }) => [...idsOf(requests), String(error)])).toEqual([
      ['e', expect.stringMatching(/^Error: It was not sent/)],
    ]);
  });
});
