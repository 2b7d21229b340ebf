import type { PolicyKind, PolicySettings } from './policy';
import { baseOf, changesBetween } from './policy-diff';

const kind: PolicyKind = { hasAmount: true };
const before: PolicySettings = {
  autoApproval: { mode: 'up-to', amount: 100 },
  bands: [{ upTo: 1000, levels: [{ grant: 'CanCheckRequest', checkers: 1 }] }],
  expiresAfterHours: 48,
};

describe('what one policy changes of another', () => {
  it('is nothing between equal ones, nor where the same is said in another way', () => {
    expect(changesBetween(before, before, kind)).toEqual([]);
    expect(changesBetween(before, { ...before, duplicates: { sameCustomerPending: 'allow' } }, kind)).toEqual([]);
    expect(
      changesBetween(
        { autoApproval: { mode: 'off' } },
        { autoApproval: { mode: 'off' }, bands: [{ levels: [{ grant: 'CanCheckRequest', checkers: 1 }] }] },
        kind,
      ),
    ).toEqual([]);
  });

  it('is another grant, also where it differs in capitals alone', () => {
    const [senior, other] = ['CanCheckRequestSenior', 'CanCheckRequestsenior'].map((grant): PolicySettings => ({
      ...before,
      bands: [{ levels: [{ grant, checkers: 1 }] }],
    }));
    expect(changesBetween(senior!, other!, kind)).toMatchObject([
      {
        setting: 'bands',
        before: ['Every amount: one checker with CanCheckRequestSenior.'],
        after: ['Every amount: one checker with CanCheckRequestsenior.'],
      },
    ]);
  });

  it('names a moved limit alone, not the bands that it moves into', () => {
    expect(changesBetween(before, { ...before, autoApproval: { mode: 'up-to', amount: 50 } }, kind)).toEqual([
      { setting: 'autoApproval', label: 'Approved without a checker', before: ['Up to 100 points.'], after: ['Up to 50 points.'] },
    ]);
  });

  it('says where nothing limits any more what is approved without a checker', () => {
    const changes = changesBetween({ autoApproval: { mode: 'off' } }, { autoApproval: { mode: 'on' }, uncapped: true }, kind);
    expect(changes.find(({ setting }) => setting === 'dailyCaps')?.after).toEqual([
      'No caps.',
      'Nothing limits how many requests are approved without a checker in a day.',
    ]);
  });

  it('says of what is taken out what holds instead', () => {
    const after: PolicySettings = { autoApproval: before.autoApproval, dailyCaps: { org: { requests: 5 } } };
    expect(changesBetween(before, after, kind).map((change) => [change.setting, change.before, change.after])).toEqual([
      ['bands', ['Up to 1,000 points: one checker.', 'Over 1,000 points: refused.'], ['Every amount: one checker.']],
      [
        'dailyCaps',
        ['No caps.', 'Nothing limits how many requests are approved without a checker in a day.'],
        ['At most 5 requests a day for the whole org; what is beyond is refused.'],
      ],
      ['expiresAfterHours', ['A request that waits longer than 2 days expires.'], ['Never.']],
    ]);
  });

  it('can be undone: a version tells what it was based on, though that version is not shown', () => {
    const version = {
      autoApproval: { mode: 'on' },
      config: { upperCap: 5 },
      version: 3,
      status: 'superseded',
      proposedBy: { id: 1, name: 'one' },
      proposedAt: '2026-11-22T11:12:25.123Z',
      changes: [
        { setting: 'autoApproval', from: { mode: 'off' }, to: { mode: 'on' } },
        { setting: 'expiresAfterHours', from: 48 },
        { setting: 'config', to: { upperCap: 5 } },
      ],
    } as const;
    expect(baseOf(version)).toEqual({ autoApproval: { mode: 'off' }, expiresAfterHours: 48 });
    const { changes: _changes, ...unknown } = version;
    expect(baseOf(unknown)).toBeUndefined();
  });
});
