import { AnswerLost } from '../api/lost-answer';
import { idsOf, type RequestView } from '../api/request-view';
import type { Told } from './decision-results';
import { failuresOf, isUnderWay, type Meant, Outbox, type Sent } from './outbox';

const request = (requestId: string) => ({ requestId }) as RequestView;
const approve = (comment: string, ...ids: readonly string[]): Meant => ({ verdict: 'approved', comment, requests: ids.map(request) });
const went = (worked: boolean, ...ids: readonly string[]): readonly Told[] =>
  ids.map((id) => ({ request: request(id), worked, words: '' }));

/** Duplicates whose warning was not seen are held back. */
const holdBack = ({ requests, seen }: Meant): Promise<ReadonlyMap<string, string>> => {
  const unseen = idsOf(requests).filter((requestId) => requestId.startsWith('dup') && !seen?.has(requestId));
  return Promise.resolve(new Map(unseen.map((requestId) => [requestId, 'Used before.'])));
};

/** An outbox before a gateway that answers when it is told to. */
function gateway() {
  const calls: {
    readonly intent: Sent;
    readonly isMeant: () => boolean;
    readonly answer: (told: readonly Told[]) => void;
    readonly fail: () => void;
  }[] = [];
  const means = { me: 'chen/0', keys: 0, holdBack };
  const told: string[] = [];
  const outbox = new Outbox({
    freshKey: () => `key-${(means.keys += 1)}`,
    owner: () => means.me,
    holdBack: (meant) => means.holdBack(meant),
    decide: (intent, isMeant) =>
      new Promise((resolve, reject) => calls.push({ intent, isMeant, answer: resolve, fail: () => reject(new AnswerLost('No answer.')) })),
    onTold: ({ comment }) => told.push(comment),
  });
  return { outbox, calls, told, means };
}

/** Lets all that can go on do so. */
const soon = (): Promise<void> => new Promise((resolve) => void setTimeout(resolve, 0));

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
      ['dup', false, 'Used before.'],
      ['a', true, ''],
      ['c', true, ''],
    ]);
    outbox.send(approve('seen', 'dup'));
    await soon();
    expect(calls).toHaveLength(1);
    outbox.send({ ...approve('seen', 'dup'), seen: new Map([['dup', new Set(['content a'])]]) });
    await soon();
    expect(calls).toHaveLength(2);
  });

  it('go again under their key without what was held back, when no answer came', async () => {
    const { outbox, calls } = gateway();
    outbox.send(approve('seen', 'a', 'dup'));
    await soon();
    calls[0]!.fail();
    await soon();
    expect(outbox.all().map((sent) => [sent.requests.map(({ requestId }) => requestId), sent.error !== undefined])).toEqual([
      [['a'], true],
      [['dup'], false],
    ]);
    outbox.send(approve('seen', 'a'));
    await soon();
    expect(calls.map(({ intent }) => intent.key)).toEqual(['key-1', 'key-1']);
  });

  it('stay unknown once no answer came, whatever keeps them from being sent again', async () => {
    const { outbox, calls, means } = gateway();
    outbox.send(approve('seen', 'a'));
    await soon();
    calls[0]!.fail();
    await soon();
    means.holdBack = () => Promise.resolve(new Map([['a', 'Nothing was decided.']]));
    for (const comment of ['seen', 'other words']) {
      outbox.send(approve(comment, 'a'));
      await soon();
      expect(outbox.all().map(({ error, told }) => [error instanceof AnswerLost, told])).toEqual([[true, undefined]]);
    }
    expect(calls).toHaveLength(1);
    means.holdBack = holdBack;
    outbox.send(approve('other words', 'a'));
    await soon();
    expect(calls.map(({ intent: { afterLost = false } }) => afterLost)).toEqual([false, true]);
  });

  it('that went in an org which was left meanwhile are told when somebody is back there', async () => {
    const { outbox, calls, means } = gateway();
    outbox.send(approve('seen', 'a'));
    await soon();
    means.me = 'chen/7';
    outbox.stay();
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
        outbox.stay();
        means.me = 'chen/0';
        outbox.stay();
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

  it('have the same key when the same is said again after no answer came, and another one when something else is', async () => {
    const { outbox, calls } = gateway();
    for (const comment of ['seen', 'seen', 'seen twice']) {
      outbox.send(approve(comment, 'a'));
      await soon();
      calls.at(-1)!.fail();
      await soon();
    }
    expect(calls.map(({ intent }) => intent.key)).toEqual(['key-1', 'key-1', 'key-2']);
    expect(outbox.all()).toHaveLength(1);
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
    outbox.clear();
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
    outbox.stay();
    means.me = 'chen/0';
    outbox.stay();
    for (const { answer, intent } of calls.slice(0, 4)) answer(went(true, ...idsOf(intent.requests)));
    await soon();
    expect(calls).toHaveLength(4);
    expect(told).toHaveLength(4);
    expect(outbox.all().map(({ requests, error }) => [...idsOf(requests), String(error)])).toEqual([
      ['e', expect.stringMatching(/^Error: It was not sent/)],
    ]);
  });

  it('are over when it is found out that they were counted though no answer came', async () => {
    const { outbox, calls, told } = gateway();
    for (const id of ['a', 'b']) outbox.send(approve(id, id));
    await soon();
    for (const { fail } of calls) fail();
    await soon();
    const [first, second] = outbox.all();
    outbox.found(first!, went(true, 'a'));
    outbox.found(second!, went(false, 'b'));
    expect(outbox.all().map((sent) => [...idsOf(sent.requests), sent.error, failuresOf(sent)])).toEqual([['b', undefined, 1]]);
    expect(told).toEqual(['a', 'b']);
  });
});
