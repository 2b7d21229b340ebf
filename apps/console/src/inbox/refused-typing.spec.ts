import { RefusedTyping } from './refused-typing';

const press = (key: string, more = {}) => ({ key, ctrlKey: false, metaKey: false, altKey: false, ...more });

/** Types the keys at this pace after a refused verdict key. @returns those that reach the list */
function reaching(keys: readonly string[], paceMs = 80): readonly string[] {
  const typing = new RefusedTyping();
  typing.begin(0);
  return keys.filter((key, at) => !typing.takes(press(key.replace('Ctrl+', ''), { ctrlKey: key.startsWith('Ctrl+') }), (at + 1) * paceMs));
}

describe('what is typed after a verdict key that opened no dialog', () => {
  it('does nothing up to the key that would have submitted it, whatever letters it has', () => {
    expect(reaching([...Array.from('n0 asks karajan jars'), 'Ctrl+Enter', 'j'])).toEqual(['j']);
    expect(reaching([...Array.from('receipt seen'), 'Tab', 'Enter', 'j', 'a'])).toEqual(['j', 'a']);
    expect(reaching([...Array.from('first line'), 'Enter', ...Array.from('as asked'), 'Ctrl+Enter', 'k'])).toEqual(['k']);
  });

  it('does nothing however slowly it is typed without a pause', () => {
    expect(reaching([...Array.from('as asked'), 'Ctrl+Enter'], 900)).toEqual([]);
  });

  it('is a comment although its first letter is the key of a step', () => {
    expect(reaching([...Array.from('just asks'), 'Ctrl+Enter'])).toEqual(['j']);
  });

  it('is a command for whoever has seen it: after a step, a mark or a pause', () => {
    expect(reaching(['j', 'a'])).toEqual(['j', 'a']);
    expect(reaching(['x', 'a'])).toEqual(['x', 'a']);
    expect(reaching(['r'], 1_500)).toEqual(['r']);
  });

  it('leaves the keys of the browser alone', () => {
    const typing = new RefusedTyping();
    typing.begin(0);
    expect(typing.takes(press('r', { ctrlKey: true }), 10)).toBe(false);
    expect(typing.takes(press('Shift'), 20)).toBe(false);
  });
});
