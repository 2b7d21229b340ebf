import { webhookHeaderProblem } from './webhook-header-problem';

describe('webhookHeaderProblem', () => {
  it.each([
    ['X-Api-Key', 'k-1'],
    ['Authorization', 'Basic dGlsbDpwYXNz'],
    ['x-note', 'two words, "quoted"'],
    // As the documented call has it: it says what is sent.
    ['Content-Type', 'application/json'],
  ])('accepts %s', (name, value) => {
    expect(webhookHeaderProblem(name, value)).toBeUndefined();
  });

  it.each(['', 'X Key', 'X-Key\r\nEvil', 'X:Key', 'Ümlaut', 'a'.repeat(101)])('refuses the name %j', (name) => {
    expect(webhookHeaderProblem(name, 'value')).toMatch(/name/);
  });

  it.each([
    ...['Host', 'content-length', 'Transfer-Encoding', 'webhook-signature', 'Webhook-Id', 'Proxy-Authorization', 'Connection'],
    ...['Content-Type', 'Content-Encoding', 'CONTENT-ENCODING', 'content-language', 'Digest', 'User-Agent', 'TE', 'Trailer', 'Expect'],
  ])('refuses %s, which the sender sets itself', (name) => {
    expect(webhookHeaderProblem(name, 'value')).toBe('is set by the sender itself');
  });

  it.each(['', ' ', 'a\r\nX-Evil: 1', 'a\nb', 'a\u0000b', 'schlüssel', ' padded', 'x'.repeat(1_001)])(
    'refuses the value %j and does not repeat it',
    (value) => {
      const problem = webhookHeaderProblem('X-Api-Key', value);
      expect(problem).toMatch(/visible ASCII/);
      if (value.trim() !== '') expect(problem).not.toContain(value);
    },
  );
});
