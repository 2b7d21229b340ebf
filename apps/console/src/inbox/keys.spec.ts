import { commandOf, stepTo } from './keys';

const pressed = (key: string, more = {}) => ({ key, ctrlKey: false, metaKey: false, altKey: false, isComposing: false, ...more });

describe('commandOf', () => {
  it('knows the keys of the list', () => {
    expect(['j', 'k', 'x', 'a', 'r', 's', '/', '?', 'Escape'].map((key) => commandOf(pressed(key), 'presses'))).toEqual([
      'next',
      'previous',
      'select',
      'approved',
      'rejected',
      'sent-back',
      'search',
      'help',
      'clear',
    ]);
  });

  it('decides nothing while somebody writes, and leaves Ctrl+A and Ctrl+R to the browser', () => {
    expect(commandOf(pressed('a'), 'writes')).toBeUndefined();
    expect(commandOf(pressed('r', { ctrlKey: true }), 'nothing')).toBeUndefined();
    expect(commandOf(pressed('a', { metaKey: true }), 'nothing')).toBeUndefined();
    expect(commandOf(pressed('a', { isComposing: true }), 'nothing')).toBeUndefined();
  });

  it('has keys for what is new, for the list read again, and for pages', () => {
    expect(['u', 'n', '>', '<'].map((key) => commandOf(pressed(key), 'nothing'))).toEqual([
      'refresh',
      'news',
      'next-page',
      'previous-page',
    ]);
  });

  it('leaves Enter to links and buttons', () => {
    expect(commandOf(pressed('Enter'), 'presses')).toBeUndefined();
    expect(commandOf(pressed('Enter'), 'nothing')).toBe('open');
  });
});

describe('stepTo', () => {
  it('begins at the top and stays at the ends', () => {
    const ids = ['a', 'b', 'c'];
    expect([stepTo(ids, undefined, 1), stepTo(ids, 'a', 1), stepTo(ids, 'c', 1), stepTo(ids, 'a', -1), stepTo(ids, 'gone', 1)]).toEqual([
      'a',
      'b',
      'c',
      'a',
      'a',
    ]);
    expect(stepTo([], 'a', 1)).toBeUndefined();
  });

  it('goes on from where the row was that a refresh has taken away, and not from the top', () => {
    const before = ['a', 'b', 'c', 'd'];
    expect(stepTo(['new', 'a', 'c', 'd'], 'b', 1, before)).toBe('c');
    expect(stepTo(['new', 'a', 'c', 'd'], 'b', -1, before)).toBe('a');
    expect(stepTo(['new', 'a', 'd'], 'b', 1, before)).toBe('d');
    expect(stepTo(['new', 'a', 'b'], 'd', 1, before)).toBe('b');
    expect(stepTo(['x', 'y'], 'b', 1, before)).toBe('x');
  });
});
