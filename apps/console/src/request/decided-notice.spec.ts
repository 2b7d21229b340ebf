import { notificationsStore } from '@mantine/notifications';
import type { RequestView } from '../api/request-view';
import { tellDecided } from './decided-notice';
import type { Told } from './decision-results';

const told = (line: string): Told => ({
  request: { details: { summary: { line, customer: '' } } } as RequestView,
  worked: true,
  words: 'Approved. Being executed…',
});

describe('the notice of a decision', () => {
  it('tells the newest one and how many there were, and lets none wait behind others', () => {
    for (let count = 1; count <= 30; count += 1) tellDecided([told(`Redeem ${count} points`)], 'approved');
    const { notifications, queue } = notificationsStore.getState();
    expect(queue).toEqual([]);
    expect(notifications.map(({ title, message }) => [title, message])).toEqual([
      ['Redeem 30 points', 'Approved. Being executed… 30 decided just now.'],
    ]);
  });
});
