import { connectorsSchema } from './connectors';

const baseUrl = 'https://loyalty.example.com/eu';

describe('connectorsSchema', () => {
  it('fills in the documented defaults', () => {
    expect(connectorsSchema.parse({ default: { baseUrl } })).toEqual({
      default: {
        baseUrl,
        headers: {},
        connectTimeoutMs: 2_000,
        timeoutMs: 20_000,
        connections: 10,
        orgShare: 0.25,
        breaker: { failedShare: 0.5, leastCalls: 20, windowMs: 30_000, pauseMs: 10_000 },
      },
      orgs: {},
    });
  });

  it.each([
    'loyalty.example.com',
    'ftp://loyalty.example.com',
    'https://till:pass@loyalty.example.com',
    'https://loyalty.example.com?a=1',
    'https://loyalty.example.com/#a',
    '',
  ])('refuses the base URL %j without repeating it', (bad) => {
    const parsed = connectorsSchema.safeParse({ orgs: { '7': { baseUrl: bad } } });
    expect(parsed.error?.issues).toMatchObject([{ path: ['orgs', '7', 'baseUrl'] }]);
    if (bad !== '') expect(parsed.error?.message).not.toContain(bad);
  });

  it.each([
    { orgs: { acme: { baseUrl } } },
    { default: { baseUrl, timeout: 5 } },
    { default: { baseUrl, timeoutMs: 0 } },
    { default: { baseUrl, connections: 0 } },
    { default: { baseUrl, authorization: 'Basic a\r\nX-Evil: 1' } },
    { default: { baseUrl, headers: { 'X Client': 'a' } } },
    { default: { baseUrl, headers: { 'X-Client': 'a\nb' } } },
  ])('refuses %j', (connectors) => {
    expect(connectorsSchema.safeParse(connectors).success).toBe(false);
  });
});
