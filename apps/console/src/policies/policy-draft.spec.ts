import { problemsOf } from './draft-problems';
import type { PolicySettings } from './policy';
import { draftOf, settingsOf, sliderEnd } from './policy-draft';

const whole: PolicySettings = {
  autoApproval: { mode: 'up-to', amount: 100.5 },
  bands: [
    { upTo: 1000, levels: [{ grant: 'CanCheckRequest', checkers: 1 }] },
    { levels: [{ grant: 'CanCheckRequestSenior', checkers: 2 }] },
  ],
  dailyCaps: { maker: { requests: 50, amount: 20_000 }, customer: { amount: 0 } },
  duplicates: { sameCustomerPending: 'warn' },
  config: { upperCap: 500, ofTomorrow: { unknown: true } },
  expiresAfterHours: 72,
  notifications: { emails: ['one@example.com'], remindAfterHours: 4 },
};

describe('a draft of a policy', () => {
  it.each<[string, PolicySettings]>([
    ['a whole policy', whole],
    ['an empty one', { autoApproval: { mode: 'off' } }],
    ['one that approves all', { autoApproval: { mode: 'on' }, uncapped: true, notifications: { emails: ['one@example.com'] } }],
  ])('loses nothing of %s on its way through the form', (_name, settings) => {
    expect(settingsOf(draftOf(settings))).toEqual(settings);
  });

  it('leaves out what is empty instead of setting it to nothing', () => {
    const draft = draftOf(whole);
    const emptied = {
      ...draft,
      bands: [],
      caps: { ...draft.caps, maker: { requests: '', amount: '' }, customer: { requests: '', amount: '' } },
      duplicates: 'allow',
      expiresAfterHours: '',
      emails: [],
      remindAfterHours: '',
      config: { upperCap: '' },
    } as const;
    expect(settingsOf(emptied)).toEqual({ autoApproval: { mode: 'up-to', amount: 100.5 }, uncapped: true });
  });

  it('keeps a cap of no points apart from no cap', () => {
    expect(settingsOf(draftOf(whole)).dailyCaps?.customer).toEqual({ amount: 0 });
  });

  it('is not sent while a field is missing or out of order, each named as the gateway names it', () => {
    const draft = draftOf(whole);
    expect(problemsOf(draft)).toEqual(new Map());
    const broken = {
      ...draft,
      upTo: '',
      bands: [
        { upTo: '', levels: [{ grant: 'CanCheckRequest', checkers: '' }] },
        { upTo: 900, levels: [{ grant: 'CanApprove', checkers: 1 }] },
        { upTo: 900, levels: [] },
      ],
      emails: ['nobody'],
    } as const;
    expect([...problemsOf(broken).keys()]).toEqual([
      '/autoApproval/amount',
      '/bands/0/upTo',
      '/bands/0/levels/0/checkers',
      '/bands/1/levels/0/grant',
      '/bands/2/upTo',
      '/notifications/emails',
    ]);
    expect([...problemsOf({ ...draft, emails: [] }).keys()]).toEqual(['/notifications/emails']);
  });

  it('gives the slider room beyond the limit, and up to the last band that has one', () => {
    expect(sliderEnd({ autoApproval: { mode: 'off' } })).toBe(1000);
    expect(sliderEnd({ autoApproval: { mode: 'up-to', amount: 620 } })).toBe(3000);
    expect(sliderEnd(whole)).toBe(1000);
    expect(sliderEnd({ ...whole, bands: [{ upTo: 50_000, levels: [] }] })).toBe(50_000);
  });
});
