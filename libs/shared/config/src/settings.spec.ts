import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { commaList, flag, jsonFile, jsonSetting, milliseconds, port, secret, url, wholeNumber } from './settings';

describe('settings', () => {
  it.each([
    ['port', port(), '0', 0],
    ['port', port(), ' 8080 ', 8080],
    ['milliseconds', milliseconds(), '1500', 1500],
    ['wholeNumber', wholeNumber({ min: -5, max: 5 }), '-5', -5],
    ['flag', flag(), 'false', false],
    ['url', url(), 'https://loyalty.example.com/v1', 'https://loyalty.example.com/v1'],
    ['commaList', commaList(), 'a, b,,c', ['a', 'b', 'c']],
    ['secret', secret({ minLength: 4 }), 'abcd', 'abcd'],
    ['jsonSetting', jsonSetting(z.array(z.number())), '[1,2]', [1, 2]],
  ])('%s reads %#', (_, piece, text, value) => {
    expect(piece.parse(text)).toEqual(value);
  });

  it.each([
    ['a port beyond the range', port(), '65536'],
    ['a port with a fraction', port(), '80.5'],
    ['a port in hex', port(), '0x50'],
    ['milliseconds with a unit', milliseconds(), '5s'],
    ['milliseconds below the least', milliseconds({ min: 100 }), '99'],
    ['a number that a double cannot hold', wholeNumber(), '9007199254740993'],
    ['a flag in another case', flag(), 'TRUE'],
    ['a flag that is a digit', flag(), '1'],
    ['a URL of another scheme', url(), 'file:///etc/passwd'],
    ['a host without a scheme', url(), 'loyalty.example.com'],
    ['the secret of the example file', secret({ minLength: 4 }), 'change-me-please'],
    ['JSON that breaks off', jsonSetting(z.unknown()), '{"a":'],
    ['a file that is not there', jsonFile(z.unknown()), '/nowhere/connectors.json'],
  ])('refuses %s', (_, piece, text) => {
    expect(piece.safeParse(text).success).toBe(false);
  });

  describe('jsonFile', () => {
    let folder: string;
    beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'countersign-config-'))));
    afterAll(() => rmSync(folder, { recursive: true }));

    it('reads the file and judges what it holds', () => {
      const path = join(folder, 'connectors.json');
      writeFileSync(path, '{"host":"https://loyalty.example.com"}');
      expect(jsonFile(z.object({ host: z.string() })).parse(path)).toEqual({ host: 'https://loyalty.example.com' });
      expect(jsonFile(z.object({ host: z.number() })).safeParse(path).success).toBe(false);
    });
  });
});
