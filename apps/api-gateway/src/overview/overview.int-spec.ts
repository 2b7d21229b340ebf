import { Client } from 'pg';
import { codesOf, startTestGateway, type TestGateway } from '../../test-support/gateway';
import { decide, decisionOf, execute, goodwill, redemption, submit, submitted } from '../../test-support/requests';
import { CHECKER, MAKER, STRANGER, type TestPerson } from '../../test-support/tokens';
import { overviewSchema } from './overview.openapi';

const DAY_MS = 86_400_000;
const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);

describe('the overview of an org', () => {
  let gateway: TestGateway;
  let owner: Client;
  beforeAll(async () => {
    gateway = await startTestGateway();
    owner = new Client({ connectionString: gateway.databaseUrl });
    await owner.connect();
  });
  afterAll(async () => {
    await owner.end();
    await gateway.close();
  });

  const read = async (query = '', as: TestPerson = CHECKER) =>
    overviewSchema.parse((await gateway.call({ url: `/v3/overview${query}`, as })).json).data;

  it('has nothing of an org in which nothing was asked for', async () => {
    const empty = await read('', STRANGER);
    expect(empty).toMatchObject({
      byDay: [],
      timeToDecision: { byType: [], byDay: [] },
      points: { granted: 0, redeemed: 0, byDay: [] },
      pending: { count: 0 },
      failures: [],
      topMakers: [],
    });
  });

  it('adds up how the requests of these days fared, whichever way their points went', async () => {
    const type = 'GOODWILL-POINTS';
    const idOf = async (reference: string, points: string) =>
      ((await submit(gateway, goodwill(reference, points), { type })).json['data'] as unknown as { requestId: string }).requestId;
    const executed = [await submitted(gateway, 'OVER-1'), await submitted(gateway, 'OVER-2', { mobile: '919900000102' })];
    for (const requestId of executed) {
      await decide(gateway, decisionOf(requestId, 'approved'));
      await execute(gateway, { next: 'approved' });
    }
    await decide(gateway, decisionOf(await idOf('OVER-3', '20.5'), 'approved'), { type });
    await execute(gateway, { next: 'approved' });
    await decide(gateway, decisionOf(await idOf('OVER-4', '30'), 'rejected'), { type });
    const refused = await submitted(gateway, 'OVER-5', { mobile: '919900000103' });
    await decide(gateway, decisionOf(refused, 'approved'));
    await execute(gateway, { next: 'failed', outcome: { kind: 'refused', code: '803', message: 'Not enough points.', attempts: 1 } });
    const waiting = await submit(gateway, redemption('OVER-6', { mobile: '919900000104' }), {
      as: { ...MAKER, id: 1009, name: 'maker.nine' },
    });
    // Decided after exactly ten seconds; one of them yesterday.
    await owner.query(
      `update decision d set decided_at = r.created_at + interval '10 seconds' from request r where r.request_id = d.request_id`,
    );
    await owner.query(`update request set created_at = created_at - interval '1 day' where request_id = $1`, [executed[1]]);
    await owner.query(`update decision set decided_at = decided_at - interval '1 day' where request_id = $1`, [executed[1]]);
    const [yesterday, today] = [dayOf(Date.now() - DAY_MS), dayOf(Date.now())];
    const ten = { p50Seconds: 10, p90Seconds: 10 };
    expect(await read()).toEqual({
      from: dayOf(Date.now() - 29 * DAY_MS),
      to: today,
      truncated: false,
      byDay: [
        { day: yesterday, type: 'POINTS_REDEMPTION', submitted: 1, approved: 1, rejected: 0, failed: 0, withdrawn: 0, expired: 0 },
        { day: today, type: 'GOODWILL_POINTS', submitted: 2, approved: 1, rejected: 1, failed: 0, withdrawn: 0, expired: 0 },
        { day: today, type: 'POINTS_REDEMPTION', submitted: 3, approved: 1, rejected: 0, failed: 1, withdrawn: 0, expired: 0 },
      ],
      timeToDecision: {
        ...ten,
        byType: [
          { type: 'GOODWILL_POINTS', ...ten },
          { type: 'POINTS_REDEMPTION', ...ten },
        ],
        byDay: [
          { day: yesterday, ...ten },
          { day: today, ...ten },
        ],
      },
      points: {
        granted: 20.5,
        redeemed: 200,
        byDay: [
          { day: yesterday, granted: 0, redeemed: 100 },
          { day: today, granted: 20.5, redeemed: 100 },
        ],
      },
      pending: {
        count: 1,
        oldest: {
          requestId: (waiting.json['data'] as unknown as { requestId: string }).requestId,
          type: 'POINTS_REDEMPTION',
          createdAt: expect.any(String) as string,
        },
      },
      failures: [{ code: '803', message: 'Not enough points.', type: 'POINTS_REDEMPTION', count: 1 }],
      topMakers: [
        { user: { id: MAKER.id, name: MAKER.name }, submitted: 5, approved: 3, rejected: 1, points: 220.5, granted: 20.5, redeemed: 200 },
        { user: { id: 1009, name: 'maker.nine' }, submitted: 1, approved: 0, rejected: 0, points: 0, granted: 0, redeemed: 0 },
      ],
    });
    expect((await read(`?from=${yesterday}&to=${yesterday}`)).byDay).toHaveLength(1);
  });

  it('is of at most ninety-two days', async () => {
    const answer = await gateway.call({ url: '/v3/overview?from=2026-01-01&to=2026-06-01', as: CHECKER });
    expect(codesOf(answer)).toEqual([400, 2008]);
  });
});
