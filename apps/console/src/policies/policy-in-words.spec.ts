import type { PolicyKind, PolicySettings } from './policy';
import { amountRules, policyInWords, uncappedWords } from './policy-in-words';

const points: PolicyKind = { hasAmount: true };
const noAmount: PolicyKind = { hasAmount: false };
const bands: PolicySettings['bands'] = [
  { upTo: 1000, levels: [{ grant: 'CanCheckRequest', checkers: 1 }] },
  {
    upTo: 50_000,
    levels: [
      { grant: 'CanCheckRequest', checkers: 1 },
      { grant: 'CanCheckRequestSenior', checkers: 2 },
    ],
  },
];

const rulesOf = (settings: PolicySettings, kind = points) =>
  amountRules(settings, kind).map(({ amounts, outcome }) => `${amounts}: ${outcome}`);

describe('a policy in words', () => {
  it('gives every amount exactly one fate, from the limit over the bands to the refusal', () => {
    expect(rulesOf({ autoApproval: { mode: 'up-to', amount: 100 }, bands })).toEqual([
      'Up to 100 points: approved at once, without a checker',
      'Over 100 up to 1,000 points: one checker',
      'Over 1,000 up to 50,000 points: one checker, then two checkers with CanCheckRequestSenior',
      'Over 50,000 points: refused',
    ]);
  });

  it('says one point in the singular', () => {
    const one: PolicySettings['bands'] = [{ upTo: 1, levels: [{ grant: 'CanCheckRequest', checkers: 1 }] }];
    expect(rulesOf({ autoApproval: { mode: 'off' }, bands: one })).toEqual(['Up to 1 point: one checker', 'Over 1 point: refused']);
  });

  it('says one checker where nothing is set', () => {
    expect(rulesOf({ autoApproval: { mode: 'off' } })).toEqual(['Every amount: one checker']);
    expect(rulesOf({ autoApproval: { mode: 'off' } }, noAmount)).toEqual(['Every request: one checker']);
  });

  it('leaves out a band that the limit covers, and begins the next one at the limit', () => {
    expect(rulesOf({ autoApproval: { mode: 'up-to', amount: 1000 }, bands })).toEqual([
      'Up to 1,000 points: approved at once, without a checker',
      'Over 1,000 up to 50,000 points: one checker, then two checkers with CanCheckRequestSenior',
      'Over 50,000 points: refused',
    ]);
  });

  it('says who checks below the limit where another waiting request leads to a checker', () => {
    const settings: PolicySettings = { autoApproval: { mode: 'up-to', amount: 1000 }, bands, duplicates: { sameCustomerPending: 'warn' } };
    const said = 'Then up to 1,000 points: one checker.';
    expect(policyInWords(settings, points)).toContain(said);
    expect(policyInWords({ ...settings, autoApproval: { mode: 'on' } }, points)).toContain(
      'Then over 1,000 up to 50,000 points: one checker, then two checkers with CanCheckRequestSenior.',
    );
    expect(policyInWords({ ...settings, duplicates: { sameCustomerPending: 'refuse' } }, points)).not.toContain(said);
  });

  it('promises no automatic approval above the last band, whatever the limit', () => {
    expect(rulesOf({ autoApproval: { mode: 'up-to', amount: 90_000 }, bands })).toEqual([
      'Up to 50,000 points: approved at once, without a checker',
      'Over 50,000 points: refused',
    ]);
    expect(rulesOf({ autoApproval: { mode: 'on' }, bands })).toEqual([
      'Up to 50,000 points: approved at once, without a checker',
      'Over 50,000 points: refused',
    ]);
  });

  it('lets a band without a limit hold for everything above the one before', () => {
    const open = [...bands, { levels: [{ grant: 'CanCheckRequest', checkers: 3 }] }];
    expect(rulesOf({ autoApproval: { mode: 'off' }, bands: open }).at(-1)).toBe('Over 50,000 points: three checkers');
  });

  it('says that a cap out of all bounds limits nothing', () => {
    const words = (requests: number) => uncappedWords({ autoApproval: { mode: 'on' }, dailyCaps: { org: { requests } } });
    expect(words(9_007_199_254_740_991)).toEqual(['Nothing limits how many requests are approved without a checker in a day.']);
    expect(words(1_000_000)).toEqual([]);
  });

  it('tells caps, the same customer, expiry, e-mails and the settings of the type', () => {
    const settings: PolicySettings = {
      autoApproval: { mode: 'on' },
      dailyCaps: { maker: { requests: 50, amount: 20_000 }, customer: { amount: 1 } },
      duplicates: { sameCustomerPending: 'refuse' },
      config: { upperCap: 500 },
      expiresAfterHours: 72,
      notifications: { emails: ['one@example.com', 'two@example.com'], remindAfterHours: 1 },
    };
    expect(policyInWords(settings, points)).toEqual([
      'Every amount: approved at once, without a checker.',
      'Upper cap: 500.',
      'At most 50 requests and 20,000 points a day for one maker; what is beyond is refused.',
      'At most 1 point a day for one customer; what is beyond is refused.',
      'While another request for the same customer waits, a new one is refused.',
      'A request that waits longer than 3 days expires.',
      'one@example.com, two@example.com are told of every step by e-mail, and reminded after 1 hour of waiting.',
    ]);
  });
});
