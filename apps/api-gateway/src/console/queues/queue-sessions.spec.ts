import { QueueSessions, SESSION_COOKIE } from './queue-sessions';

const KEYS = [{ id: 'new', key: Buffer.alloc(32, 1) }] as const;
const OLDER = [{ id: 'old', key: Buffer.alloc(32, 2) }] as const;
const VISIT = { orgId: 0, userId: 5001, issuedAt: 1_000 };

describe('the session of a visit to the queues', () => {
  let now = 0;
  const sessions = new QueueSessions(KEYS, () => now);
  const cookieOf = ({ cookie }: { readonly cookie: string }) => `${SESSION_COOKIE}=${cookie}`;
  beforeEach(() => {
    now = 1_000_000;
  });

  it('is found among other cookies, by any gateway with the key, as long as it lasts', () => {
    const header = `theme=dark; ${cookieOf(sessions.issue(VISIT))}; lang=en`;
    expect(sessions.find(header)).toMatchObject(VISIT);
    expect(new QueueSessions([...OLDER, ...KEYS], () => now).find(header)).toMatchObject(VISIT);
    now += 899_999;
    expect(sessions.find(header)).toMatchObject(VISIT);
    now += 1;
    expect(sessions.find(header)).toBeUndefined();
  });

  it.each([
    ['nothing', () => undefined],
    ['a signature of another key', () => cookieOf(new QueueSessions(OLDER, () => now).issue(VISIT))],
    [
      'a visit that was changed',
      () => {
        const [, signature = ''] = sessions.issue(VISIT).cookie.split('.');
        const forged = Buffer.from(JSON.stringify({ ...VISIT, orgId: 7, expiresAt: now + 1_000 })).toString('base64url');
        return `${SESSION_COOKIE}=${forged}.${signature}`;
      },
    ],
    ['no signature', () => cookieOf({ cookie: sessions.issue(VISIT).cookie.split('.')[0] ?? '' })],
    ['a cookie of another name', () => `x${cookieOf(sessions.issue(VISIT))}`],
  ])('is not %s', (_case, header) => {
    expect(sessions.find(header())).toBeUndefined();
  });
});
