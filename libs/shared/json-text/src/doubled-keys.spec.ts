import { hasDoubledKeys } from './doubled-keys';

describe('a key that stands twice', () => {
  it.each([
    '{"a":1,"a":1}',
    '{"success":"false","code":"803","success":"true","code":"800"}',
    '{"errors":[{"code":1}],"errors":[]}',
    '{"x":[{"b":{}},{"c":1,"d":[],"c":2}]}',
    '{"a":1,"\\u0061":2}',
  ])('is seen in %s', (text) => {
    expect(hasDoubledKeys(text)).toBe(true);
  });

  it.each(['{"a":{"a":[{"a":"a"},{"a":"a"}]},"b":"a","c":"b"}', '["a","a",{"a":"a"}]', '"a"', '[]', '{}', '{"a":"{\\"a\\":1,\\"a\\":2}"}'])(
    'is not seen in %s',
    (text) => {
      expect(hasDoubledKeys(text)).toBe(false);
    },
  );
});
