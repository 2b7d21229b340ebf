import { personalDataIn } from './personal-data';

describe('the look for personal data', () => {
  it.each([
    'sent for 919900000177.',
    '{"customer":"9900000177"}',
    '/points?identifierValue=%2B919900000177&format=json',
    'key-919900000177-1',
    'GET /x/918800112233',
    '{"to":"customer5001001@example.com"}',
    'email=meera%40example.com',
    'EXT-5001001',
  ])('finds a customer in: %s', (line) => {
    expect(personalDataIn(`first\n${line}`, 'a.log')).toEqual([expect.stringMatching(/^a\.log:2: .*<personal>/)]);
    expect(personalDataIn(line, 'a.log').join('')).not.toMatch(/\d{9}|5001001|meera/);
  });

  it.each([
    '{"time":1764000000123,"pid":99000,"durationMs":0.916123456789}',
    'request 0199d3a4-5b6c-7d8e-9f01-919900000abc',
    'request 0199d3a4-5b6c-7d8e-9f01-918123456789',
    'trace 4bf92f3577b34da6a3ce919900000177',
    'client 1000000000000001 of org 7, customer 5001001',
    'https://hooks.example.com/events',
  ])('takes no id for one: %s', (line) => {
    expect(personalDataIn(line, 'a.log')).toEqual([]);
  });
});
