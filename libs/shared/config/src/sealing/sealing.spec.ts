import { randomBytes } from 'node:crypto';
import { SAMPLE_SEALING_KEY, type SealingKeys, sealingKeys, sealingKeysProblem } from './sealing-keys';
import { SealedTextError, Sealing } from './sealing';

const text = (id: string, bytes = randomBytes(32)): string => `${id}:${bytes.toString('base64')}`;
const keysOf = (setting: string): SealingKeys => sealingKeys().parse(setting);

describe('sealing', () => {
  const old = text('2025');
  const current = text('2026');
  const sealing = new Sealing(keysOf(current));

  it('hides a text and gives it back', () => {
    const sealed = sealing.seal('whsec_hunter2 ☂', 'webhook/7/a/secret');
    expect(sealed).toMatch(/^sealed:v1:2026:[A-Za-z0-9_-]+$/);
    expect(sealed).not.toContain('hunter2');
    expect(sealing.open(sealed, 'webhook/7/a/secret')).toBe('whsec_hunter2 ☂');
    expect(sealing.open(sealing.seal('', 'p'), 'p')).toBe('');
  });

  it('never seals the same text into the same bytes', () => {
    expect(sealing.seal('a', 'p')).not.toBe(sealing.seal('a', 'p'));
  });

  it('opens nothing that was moved to another place', () => {
    const sealed = sealing.seal('a', 'webhook/7/a/secret');
    expect(() => sealing.open(sealed, 'webhook/8/a/secret')).toThrow(SealedTextError);
  });

  it('opens nothing that was changed, bit by bit', () => {
    const sealed = sealing.seal('a', 'p');
    const [head, body] = [
      sealed.slice(0, sealed.lastIndexOf(':') + 1),
      Buffer.from(sealed.slice(sealed.lastIndexOf(':') + 1), 'base64url'),
    ];
    for (let at = 0; at < body.length; at += 1) {
      const changed = Buffer.from(body);
      changed[at]! ^= 1;
      expect(() => sealing.open(head + changed.toString('base64url'), 'p')).toThrow(SealedTextError);
    }
    expect(() => sealing.open(`${head}AAAA`, 'p')).toThrow('it is too short');
  });

  it('opens with every key, seals with the first, and tells which texts are to be sealed anew', () => {
    const both = new Sealing(keysOf(`${current}, ${old}`));
    const before = new Sealing(keysOf(old)).seal('a', 'p');
    expect(both.open(before, 'p')).toBe('a');
    expect([both.isCurrent(before), both.isCurrent('plain'), both.isCurrent(both.seal('a', 'p'))]).toEqual([false, false, true]);
    expect(() => sealing.open(before, 'p')).toThrow('key 2025 is not among SEALING_KEYS');
  });

  it('does not take another key of the same name for the right one', () => {
    expect(() => new Sealing(keysOf(text('2026'))).open(sealing.seal('a', 'p'), 'p')).toThrow(SealedTextError);
  });

  it('lets pass what is older than the sealing', () => {
    expect(sealing.open('whsec_plain', 'p')).toBe('whsec_plain');
  });
});

describe('sealing keys', () => {
  it.each(['', 'hunter2', 'a:hunter2', text('a', randomBytes(16)), text('a b'), `${text('a')},${text('a')}`, `${text('a')},`])(
    'are not %j',
    (setting) => {
      const parsed = sealingKeys().safeParse(setting);
      expect(parsed.error?.issues).toMatchObject([{ message: expect.stringContaining('expected keys such as') as string }]);
      expect(parsed.error?.message).not.toContain('hunter2');
    },
  );

  it('may be the sample for development alone, whatever it is called', () => {
    expect(sealingKeysProblem(keysOf(SAMPLE_SEALING_KEY))).toContain('not the sample');
    expect(sealingKeysProblem(keysOf(`${text('a')},${SAMPLE_SEALING_KEY.replace('sample', 'mine')}`))).toContain('not the sample');
    expect(sealingKeysProblem(keysOf(text('a')))).toBeUndefined();
  });
});
