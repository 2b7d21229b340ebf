import type { Delivery } from '../receiver/receiver';
import { eventLine } from './event-line';

const delivery = { receivedAt: new Date(0), headers: {}, body: '' };
const data = { requestId: '01a20519-76b5-73e8-b0ad-7e5182c462f5', requestType: 'POINTS_REDEMPTION', currentRequestState: 'AdminTask' };
const event: Delivery['event'] = { eventName: 'requestWorkflowEvent', eventId: 'e', orgId: 0, data };

function words(line: string): string[] {
  return line.split(/ {2,}/);
}

describe('the line of a delivery', () => {
  it('tells request, type, state and that the signature is good', () => {
    expect(words(eventLine({ ...delivery, signature: 'ok', event }))).toEqual([
      'event',
      '…82c462f5',
      'POINTS_REDEMPTION',
      'AdminTask',
      'signature ok',
    ]);
  });

  it('tells the state before, where there was one', () => {
    const decided = { ...event, data: { ...data, previousRequestState: 'AdminTask', currentRequestState: 'approved' } };
    expect(eventLine({ ...delivery, signature: 'ok', event: decided })).toContain('AdminTask → approved');
  });

  it('does not repeat what a badly signed body says', () => {
    const line = eventLine({ ...delivery, body: '{"data":{"requestType":"GOODWILL_POINTS"}}', signature: 'bad' });
    expect(line).toContain('not believed');
    expect(line).not.toContain('GOODWILL');
  });
});
