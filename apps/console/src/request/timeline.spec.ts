import { timelineOf } from './timeline';

const at = (seconds: number) => `2026-11-22T11:00:${String(seconds).padStart(2, '0')}.000Z`;
const webHook = { id: 'w', name: 'crm' };

describe('timelineOf', () => {
  it('tells steps, calls and deliveries in the order of their times, what has none yet at the end', () => {
    const moments = timelineOf({
      transitions: [
        { at: at(1), to: 'AdminTask', by: { id: 1001, name: 'Maya Maker' }, kind: 'submitted' },
        { at: at(9), from: 'AdminTask', to: 'IntouchAPITask', by: { id: 2001, name: 'Chris Checker' }, kind: 'approved', comment: 'fine' },
      ],
      attempts: [
        { n: 1, startedAt: at(10), endedAt: at(11), outcome: 'in-doubt', by: 'worker' },
        { n: 2, startedAt: at(12) },
      ],
      deliveries: [
        { eventName: 'e', eventId: '2', requestState: 'approved', webHook, state: 'due', attempts: 0 },
        {
          eventName: 'e',
          eventId: '1',
          requestState: 'AdminTask',
          webHook,
          state: 'delivered',
          attempts: 2,
          lastStatus: 200,
          deliveredAt: at(3),
        },
      ],
    });
    expect(moments.map(({ what, who, tone }) => [what, who, tone])).toEqual([
      ['Asked for', 'Maya Maker', 'plain'],
      ['“crm” was told of the request, 2 tries, HTTP 200', undefined, 'good'],
      ['Approved', 'Chris Checker', 'good'],
      ['Call 1 to the loyalty API: no answer; not known whether it took effect', undefined, 'unsure'],
      ['Call 2 to the loyalty API: under way', undefined, 'plain'],
      ['“crm” is to be told of its success', undefined, 'plain'],
    ]);
  });
});
