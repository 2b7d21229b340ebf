import { maskIdentifier, maskMobile, maskPath, maskText } from './mask';

describe('masking', () => {
  it.each([
    ['9199000001', '91******01'],
    ['+91 99000-00101', '91********01'],
  ])('keeps two characters at each end of mobile %s', (mobile, masked) => {
    expect(maskMobile(mobile)).toBe(masked);
  });

  it.each([
    ['meera@example.com', 'me*************om'],
    ['1234567', '****'],
    ['', '****'],
  ])('shows nothing of an identifier that its ends would give away: %s', (identifier, masked) => {
    expect(maskIdentifier(identifier)).toBe(masked);
  });

  it.each([
    ['GET https://api.example.com/v2/points?mobile=919900000101&x=1 failed', 'GET https://api.example.com/v2/points?… failed'],
    ['at "http://h/p#919900000101"', 'at "http://h/p?…"'],
    ['postgres://app:hunter2@db/countersign is down', 'postgres://…@db/countersign is down'],
    ['no customer 919900000101 or +919900000102.', 'no customer 91********01 or 91********02.'],
    ['request 0198c2a4-4f6c-7000-8000-019900000101', 'request 0198c2a4-4f6c-7000-8000-019900000101'],
    ['mail to meera.k+x@example.co.in or meera%40example.com', 'mail to …@… or …@…'],
    ['took 1500 ms', 'took 1500 ms'],
  ])('takes queries, credentials and mobile numbers out of %j', (text, masked) => {
    expect(maskText(text)).toBe(masked);
  });

  it.each([
    ['/api_gateway/v2/request-workflow/POINTS-REDEMPTION', '/api_gateway/v2/request-workflow/POINTS-REDEMPTION'],
    [
      '/v3/webHooks/eventLog/refId/0_0198c2a4-4f6c-7000-8000-019900000101',
      '/v3/webHooks/eventLog/refId/0_0198c2a4-4f6c-7000-8000-019900000101',
    ],
    ['/policies/GOODWILL_POINTS/12/approve', '/policies/GOODWILL_POINTS/12/approve'],
    ['/requests/919900000101?customer=919900000101', '/requests/…'],
    ['/requests/%2B919900000101/x', '/requests/…/x'],
    ['/requests/meera@example.com', '/requests/…'],
    ['/requests/Meera%20K', '/requests/…'],
    ['/requests/RD-919900000101', '/requests/…'],
  ])('keeps of the URL %s words and ids alone', (url, masked) => {
    expect(maskPath(url)).toBe(masked);
  });
});
