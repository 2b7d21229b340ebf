import { type Answer, startTestGateway, textAt, type TestGateway } from '../../../test-support/gateway';
import { decide, decisionOf, redemption, REQUESTS, submit, submitted } from '../../../test-support/requests';
import { CHECKER, MAKER, OTHER_MAKER, STRANGER } from '../../../test-support/tokens';
import { requestListSchema } from '../../views/requests/request.schema';

describe('the list', () => {
  let gateway: TestGateway;
  const ids: string[] = [];
  const today = new Date().toISOString().slice(0, 10);
  const list = (query: string, as = MAKER): Promise<Answer> => gateway.call({ url: `${REQUESTS}/requests?${query}`, as });
  const found = async (query: string): Promise<string[]> => {
    const answer = await list(query);
    expect(answer.status).toBe(200);
    return requestListSchema.parse(answer.json).data.map(({ requestId }) => requestId);
  };

  beforeAll(async () => {
    gateway = await startTestGateway();
    for (const number of [0, 1, 2, 3, 4])
      ids.push(await submitted(gateway, `L-${number}`, { as: number === 4 ? OTHER_MAKER : MAKER, mobile: `91990000020${number}` }));
    await decide(gateway, decisionOf(ids[0] ?? '', 'rejected'));
  });
  afterAll(() => gateway.close());

  it('is the newest first, with the documented numbers', async () => {
    const answer = requestListSchema.parse((await list('')).json);
    expect(answer.data.map(({ requestId }) => requestId)).toEqual(ids.toReversed());
    expect(answer.pagination).toEqual({ totalElements: 5, totalPages: 1, numberOfElements: 5, number: 0 });
  });

  it('goes the other way where asked, in any case', async () => {
    expect(await found('sortBy=STARTDATE&sortOrder=ASC')).toEqual(ids);
  });

  it('holds one state, or several', async () => {
    expect(await found('states=rejected')).toEqual([ids[0]]);
    expect(await found('states=AdminTask,rejected')).toHaveLength(5);
    expect(await found('states=approved,failed')).toEqual([]);
  });

  it('holds one maker, customer, reference or type', async () => {
    expect(await found(`userId=${OTHER_MAKER.id}`)).toEqual([ids[4]]);
    expect(await found('customer=919900000202')).toEqual([ids[2]]);
    expect(await found('reference=L-3')).toEqual([ids[3]]);
    expect(await found('requestType=points_redemption')).toHaveLength(5);
    expect(await found('requestType=GOODWILL-POINTS')).toEqual([]);
  });

  it('holds one checker, or one till, inside a date range', async () => {
    expect(await found(`checkerId=${CHECKER.id}&startDate=${today}&endDate=${today}`)).toEqual([ids[0]]);
    expect(await found(`tillId=50682289&startDate=${today}&endDate=${today}`)).toHaveLength(5);
    expect(await found(`tillId=1&startDate=${today}&endDate=${today}`)).toEqual([]);
  });

  it('searches the last month for a till without dates, and says that it did', async () => {
    expect(await found('tillId=50682289')).toHaveLength(5);
    expect(requestListSchema.parse((await list('tillId=50682289')).json).warnings).toMatchObject([{ reference: 'startDate' }]);
    expect((await list(`tillId=50682289&startDate=${today}&endDate=${today}`)).json).not.toHaveProperty('warnings');
  });

  it('counts empty parameters as absent', async () => {
    expect(await found('userId=&conceptId=&zoneId=&storeId=&tillId=&startDate=&endDate=&states=&requestType=')).toHaveLength(5);
  });

  it('is paged by number', async () => {
    const page = requestListSchema.parse((await list('limit=2&PageNo=1')).json);
    expect(page.data.map(({ requestId }) => requestId)).toEqual([ids[2], ids[1]]);
    expect(page.pagination).toMatchObject({ totalElements: 5, totalPages: 3, numberOfElements: 2, number: 1 });
  });

  it('is paged by cursor, each request once and the last page without one', async () => {
    const seen: string[] = [];
    const numbers: number[] = [];
    let cursor: string | undefined = '';
    while (cursor !== undefined) {
      const page = requestListSchema.parse((await list(`limit=2&cursor=${cursor}`)).json);
      seen.push(...page.data.map(({ requestId }) => requestId));
      numbers.push(page.pagination.number);
      cursor = page.pagination.nextCursor;
    }
    expect(seen).toEqual(ids.toReversed());
    expect(numbers).toEqual([0, 1, 2]);
  });

  it('shows another org nothing', async () => {
    expect((await list('', STRANGER)).json).toMatchObject({ data: [], pagination: { totalElements: 0 } });
  });

  it.each([
    ['sortBy=customer', 2011, 'sortBy'],
    ['sortOrder=down', 2012, 'sortOrder'],
    ['limit=101', 2008, 'limit'],
    ['PageNo=101&limit=100', 2008, 'PageNo'],
    ['tillId=1&startDate=2026-01-01&endDate=2026-03-01', 2008, 'startDate'],
    ['state=approved', 2008, 'state'],
  ])('refuses ?%s as %d and names the parameter', async (query, code, reference) => {
    const answer = await list(query);
    expect(answer.status).toBe(400);
    expect(answer.json).toMatchObject({ errors: [{ code, reference }] });
  });

  it('holds everybody whom a payload names, not only the first', async () => {
    const badge = '"triggeredBy":{"ownerType":"Milestones","referenceId":"M-1"},"badgeMetaId":"ba5e00000000000000000002"';
    const bodyOf = (call: string) => `{"entityInfo":{},"payload":{"IntouchAPITask-Payload":${call}}}`;
    const issued = await submit(gateway, bodyOf(`{"body":{${badge},"customers":[5009001,5009002,5009003]}}`), { type: 'ISSUE-BADGE' });
    const redeemed = await submit(
      gateway,
      redemption('L-GROUP', { mobile: '919900000299' }).replace(
        '"skip_validation"',
        '"user_group2_primary_user_id":"5009003","skip_validation"',
      ),
    );
    const [badgeId, groupId] = [textAt(issued, 'data', 'requestId'), textAt(redeemed, 'data', 'requestId')];
    expect(textAt(issued, 'data', 'details', 'summary', 'line')).toContain('3 customers: 5009001, 5009002, 5009003');
    expect(textAt(redeemed, 'data', 'details', 'summary', 'line')).toContain(
      'of customer 919900000299 (mobile) from the group of customer 5009003',
    );
    expect(await found('customer=5009001')).toEqual([badgeId]);
    expect(await found('customer=5009002')).toEqual([badgeId]);
    expect(await found('customer=5009003')).toEqual([groupId, badgeId]);
    expect(await found('customer=5009003&requestType=ISSUE-BADGE')).toEqual([badgeId]);
    for (const requestId of [badgeId, groupId])
      await gateway.call({ method: 'POST', url: `${REQUESTS}/requests/${requestId}/withdraw`, as: MAKER });
  });

  it('finds customers and references as long as a submission takes them', async () => {
    const [mobile, reference] = ['9'.repeat(255), 'é'.repeat(255)];
    const requestId = textAt(await submit(gateway, redemption(reference, { mobile })), 'data', 'requestId');
    expect(await found(`customer=${mobile}`)).toEqual([requestId]);
    expect(await found(`reference=${encodeURIComponent(reference)}`)).toEqual([requestId]);
  });
});
