import type { ConfigurationChange } from './configuration-queries';
import { changeState, changeTitle, settingChanges } from './configuration-words';

const CHANGE: ConfigurationChange = {
  changeId: 'c',
  subject: 'webhook',
  subjectId: 'w',
  action: 'update',
  before: { webHookUrl: 'https://a.example.com', active: true, webHookHeaders: {} },
  after: { webHookUrl: 'https://b.example.com', active: false, webHookHeaders: { 'X-Key': '**** (another value)' } },
  state: 'pending',
  atOnce: false,
  proposedBy: { id: 1, name: 'one' },
  proposedAt: '2026-11-22T11:12:25.123Z',
  expiresAt: '2026-11-29T11:12:25.123Z',
};

describe('a change of the configuration in words', () => {
  it('says what it is about, also where only the id of the webhook is known', () => {
    expect(changeTitle(CHANGE, new Map([['w', 'crm']]))).toBe('Change of webhook crm');
    expect(changeTitle({ ...CHANGE, subject: 'api-client', action: 'create', after: { name: 'reports' } }, new Map())).toBe(
      'New API client reports',
    );
  });

  it('names each setting before and after', () => {
    expect(settingChanges(CHANGE)).toEqual([
      { setting: 'URL', before: 'https://a.example.com', after: 'https://b.example.com' },
      { setting: 'Active', before: 'yes', after: 'no' },
      { setting: 'Headers that are sent along', before: 'none', after: 'X-Key: **** (another value)' },
    ]);
    expect(
      settingChanges({ ...CHANGE, before: { grants: [] }, after: { grants: [{ grant: 'CanMakeRequest', ids: ['1', '2'] }] } }),
    ).toEqual([{ setting: 'Grants', before: 'none', after: 'CanMakeRequest for 1, 2' }]);
  });

  it('says what became of it, and whether one person did it alone', () => {
    expect(changeState(CHANGE)).toBe('waits for a second person');
    expect(changeState({ ...CHANGE, state: 'declined', decidedBy: { id: 2, name: 'two' } })).toBe('declined, by two');
    expect(changeState({ ...CHANGE, state: 'in-effect', atOnce: true })).toContain('without a second person');
  });
});
