import { humanLabel } from './human-label';

describe('the label of a field without a title', () => {
  it.each([
    ['external_reference_number', 'External reference number'],
    ['awardingTillId', 'Awarding till id'],
    ['earnEventDateISO', 'Earn event date ISO'],
    ['points', 'Points'],
    ['user_group2_id', 'User group2 id'],
    ['_', '_'],
  ])('%s is read as %s', (name, label) => {
    expect(humanLabel(name)).toBe(label);
  });
});
