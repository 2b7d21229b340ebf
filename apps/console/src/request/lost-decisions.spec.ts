import { approve, gateway, holdBack, soon, standing, USED, went } from '../../test-support/test-outbox';
import { CallFailed } from '../api/problem';
import { idsOf } from '../api/request-view';
import { failuresOf } from './sent-decisions';

describe('decisions of which no answer came', () => {
  it('stay unknown once no answer came, whatever keeps them from being sent again', async () => {
    const { outbox, calls, means } = gateway();
    outbox.send(approve('seen', 'a'));
    await soon();
    calls[0]!.fail();
    await soon();
    means.holdBack = () => Promise.resolve(new Map([['a', USED]]));
    for (const comment of ['seen', 'other words']) {
      outbox.send(approve(comment, 'a'));
      await soon();
      expect(standing(outbox)).toEqual([
        ['a', 'AnswerLost: The first time it may have been received or not. This time it was not sent: look at it again. Used before.'],
      ]);
    }
    means.holdBack = holdBack;
    outbox.send(approve('other words', 'a'));
    await soon();
    calls[1]!.fail(new CallFailed(429, [{ code: 2109, message: 'Too many calls.' }]));
    await soon();
    expect(standing(outbox)).toEqual([['a', 'AnswerLost: The first time it may have been received or not. This time: Too many calls.']]);
    outbox.send({ ...approve('no', 'a'), verdict: 'rejected' });
    await soon();
    calls[2]!.fail(new CallFailed(429, [{ code: 2109, message: 'Too many calls.' }]));
    await soon();
    expect(standing(outbox).map(([, what]) => what)).toEqual([expect.stringMatching(/^AnswerLost/), 'CallFailed: Too many calls.']);
  });

  it('are those whose answer does not say whether they were counted, and the others of the same call are told', async () => {
    const { outbox, calls } = gateway();
    outbox.send(approve('both', 'a', 'b', 'c'));
    await soon();
    calls[0]!.answer([...went(true, 'a'), { ...went(false, 'b')[0]!, words: 'Nobody knows.', isUnknown: true }, ...went(false, 'c')]);
    await soon();
    expect(standing(outbox).map(([first, ...rest]) => [first, rest.at(-1)])).toEqual([
      ['a', ','],
      ['b', 'AnswerLost: Nobody knows.'],
    ]);
    outbox.send(approve('both', 'b'));
    await soon();
    expect([...calls[1]!.intent.lost]).toEqual(['b']);
  });

  it('are told with why they were held back themselves, and not why others were', async () => {
    const { outbox, calls, means } = gateway();
    outbox.send(approve('seen', 'a'));
    await soon();
    calls[0]!.fail();
    await soon();
    const revoked = { reason: 'Maker revoked', advice: 'Nothing was decided.' };
    means.holdBack = () =>
      Promise.resolve(
        new Map([
          ['a', USED],
          ['b', revoked],
        ]),
      );
    outbox.send(approve('both', 'a', 'b'));
    await soon();
    expect(standing(outbox)).toEqual([
      ['b', 'Maker revoked. Nothing was decided.'],
      ['a', expect.stringMatching(/look at it again\. Used before\.$/)],
    ]);
  });

  it('that were never sent are told apart from those that may have been received, when both go together', async () => {
    const { outbox, calls } = gateway();
    outbox.send(approve('seen', 'a'));
    await soon();
    calls[0]!.fail();
    await soon();
    outbox.send(approve('both', 'a', 'b', 'dup'));
    await soon();
    expect(idsOf(calls[1]!.intent.requests)).toEqual(['a', 'b']);
    calls[1]!.fail(new CallFailed(403, [{ code: 2001, message: 'No grant.' }]));
    await soon();
    expect(standing(outbox)).toEqual([
      ['b', 'CallFailed: No grant.'],
      ['a', 'AnswerLost: The first time it may have been received or not. This time: No grant.'],
      ['dup', 'Used before. Nothing was decided.'],
    ]);
    expect(new Set(outbox.all().map(({ key }) => key)).size).toBe(3);
  });

  it('are looked at again before they are sent once more, and stay unknown when there is something nobody had read', async () => {
    const { outbox, calls, means } = gateway();
    outbox.send(approve('seen', 'a'));
    await soon();
    expect(await calls[0]!.lookAgain()).toEqual(new Map());
    means.holdBack = () => Promise.resolve(new Map([['a', USED]]));
    expect(await calls[0]!.lookAgain()).toEqual(new Map([['a', USED]]));
    means.holdBack = () => Promise.resolve(new Map([['a', { ...USED, isUnread: true }]]));
    await expect(calls[0]!.lookAgain()).rejects.toMatchObject({ name: 'CallFailed', status: 0 });
    calls[0]!.fail();
    await soon();
    expect(standing(outbox)).toEqual([['a', 'AnswerLost: No answer.']]);
  });

  it('are told one by one as each is found out', async () => {
    const { outbox, calls } = gateway();
    outbox.send(approve('both', 'a', 'b'));
    await soon();
    calls[0]!.fail();
    await soon();
    const [{ key } = { key: '' }] = outbox.all();
    outbox.found(outbox.all()[0]!, went(false, 'a'));
    expect(standing(outbox)).toEqual([
      ['a', ''],
      ['b', 'AnswerLost: No answer.'],
    ]);
    // The one that may go again goes as the same.
    expect(outbox.all().map((sent) => sent.key === key)).toEqual([false, true]);
    outbox.found(outbox.all()[1]!, went(true, 'b'));
    expect(standing(outbox)).toEqual([['a', '']]);
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
