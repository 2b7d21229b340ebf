import { configurationMailText, type ConfigurationNotification, mailText, type RequestNotification } from './mail-text';

const CLAIMED: RequestNotification = {
  orgId: 0,
  requestId: '0199d3a4-5b6c-7d8e-9f01-23456789abcd',
  kind: 'step',
  number: 1,
  address: 'desk@shop.example',
  epoch: 1,
  attempts: 1,
  type: 'POINTS_REDEMPTION',
  makerName: 'maker.one',
  state: 'pending',
  at: new Date('2026-11-22T11:12:25.123Z'),
  expiresAt: new Date('2026-11-24T11:12:25.123Z'),
};

describe('an e-mail', () => {
  it('says what happened to which request of whom', () => {
    const { subject, text } = mailText(CLAIMED, 'Points redemption');
    expect(subject).toBe('Points redemption: request waits for a checker');
    for (const part of [CLAIMED.requestId, 'AdminTask', 'maker.one', '2026-11-24T11:12:25.123Z']) expect(text).toContain(part);
    expect(text).not.toContain(CLAIMED.address);
  });

  it('calls a reminder a reminder', () => {
    expect(mailText({ ...CLAIMED, kind: 'reminder', number: 2 }, 'Points redemption').subject).toMatch(/still waits .*reminder 2/);
  });

  it('has the same id for every try, and another one for each address and step', () => {
    const ids = [
      CLAIMED,
      { ...CLAIMED, epoch: 2, attempts: 2 },
      { ...CLAIMED, number: 2 },
      { ...CLAIMED, address: 'other@shop.example' },
    ].map((claimed) => mailText(claimed, 'x').messageId);
    expect(ids[0]).toBe(ids[1]);
    expect(new Set(ids).size).toBe(3);
  });

  it('shows what would turn the line of a name or hide in it', () => {
    expect(mailText({ ...CLAIMED, makerName: 'Maya\u202e\u200b\nMaker' }, 'x').text).toContain('Maya⟨U+202E⟩⟨U+200B⟩⟨U+000A⟩Maker\n');
    expect(mailText({ ...CLAIMED, makerName: 'Ma\u{1d159}ya\ufffc\u0338' }, 'x').text).toContain('Ma⟨U+1D159⟩ya⟨U+FFFC⟩⟨U+0338⟩\n');
  });

  it.each(['\r\nBcc: thief@shop.example', '\u2028Bcc: x', '\u0000x', 'x'.repeat(5_000)])('keeps a name to its line: %j', (name) => {
    const { subject, text } = mailText({ ...CLAIMED, makerName: `maker${name}` }, `type${name}`);
    expect(subject).not.toMatch(/[\p{Cc}\u2028]/u);
    expect(text.split('\n')).toHaveLength(mailText(CLAIMED, 'x').text.split('\n').length);
  });
});

describe('an e-mail about a change of webhooks or API clients', () => {
  const change: ConfigurationNotification = {
    ...{
      orgId: 0,
      requestId: CLAIMED.requestId,
      kind: 'configuration',
      number: 1,
      address: CLAIMED.address,
      epoch: 1,
      attempts: 1,
      at: CLAIMED.at,
    },
    change: {
      subject: 'webhook',
      action: 'update',
      name: 'crm',
      became: 'in-effect-at-once',
      by: 'configurator\r\nBcc: thief@shop.example',
    },
  };

  it('names nobody where a change has expired', () => {
    const { subject, text } = configurationMailText({ ...change, change: { ...change.change, became: 'expired', by: null } });
    expect(subject).toBe('webhook: update has expired');
    expect(text).not.toMatch(/By:|null/);
  });

  it('says who did what, and nothing of where events go', () => {
    const { subject, text } = configurationMailText(change);
    expect(subject).toBe('webhook: update is in effect at once, without a second person');
    for (const part of [change.requestId, 'crm', 'configurator⟨U+000D⟩⟨U+000A⟩Bcc: thief@shop.example']) expect(text).toContain(part);
    expect(text.split('\n')).toHaveLength(
      configurationMailText({ ...change, change: { ...change.change, by: 'x' } }).text.split('\n').length,
    );
  });
});
