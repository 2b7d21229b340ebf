import { startTestGateway, type TestGateway, textAt } from '../../../test-support/gateway';
import { Listener } from '../../../test-support/listener';
import { ENTITY, REQUESTS, submit } from '../../../test-support/requests';
import { MAKER, type TestPerson } from '../../../test-support/tokens';

const LIST = `${REQUESTS}/requests`;
const PLACES = [
  { tillId: '11', storeId: '21', zoneId: '31', conceptId: '41' },
  { tillId: '12', storeId: '21', zoneId: '31', conceptId: '41' },
  { tillId: '13', storeId: '22', zoneId: '31', conceptId: '41' },
  { tillId: '14', storeId: '11', zoneId: '32', conceptId: '42' },
  {},
] as const;

const reader = (...grants: readonly unknown[]): TestPerson => ({ id: 6001, name: 'reader.one', orgs: { '0': grants } });

describe('people who may read some places of an org', () => {
  let gateway: TestGateway;
  const ids: string[] = [];
  beforeAll(async () => {
    gateway = await startTestGateway();
    for (const [index, place] of PLACES.entries()) {
      const payload = {
        body: {
          root: { redeem: { points_redeemed: '1', customer: { mobile: `91990000${index}` }, external_reference_number: `PLACE-${index}` } },
        },
      };
      const made = await submit(gateway, { entityInfo: place, payload: { 'IntouchAPITask-Payload': payload } });
      ids.push(textAt(made, 'data', 'requestId'));
    }
  });
  afterAll(() => gateway.close());

  const listed = async (as: TestPerson, query = ''): Promise<readonly number[]> => {
    const { json } = await gateway.call({ url: `${LIST}?sortOrder=asc${query}`, as });
    return (json['data'] as unknown as readonly { readonly requestId: string }[]).map(({ requestId }) => ids.indexOf(requestId));
  };

  it.each<[string, readonly unknown[], readonly number[]]>([
    ['the whole org', ['CanReadRequests'], [0, 1, 2, 3, 4]],
    ['a till', [{ grant: 'CanReadRequests', tillIds: ['11'] }], [0]],
    [
      'tills, by several grants',
      [
        { grant: 'CanReadRequests', tillIds: ['11'] },
        { grant: 'CanCheckRequestSenior', tillIds: ['13', '13'] },
      ],
      [0, 2],
    ],
    ['a store', [{ grant: 'CanCheckRequest', storeIds: ['21'] }], [0, 1]],
    ['a zone', [{ grant: 'CanMakeRequest', zoneIds: ['31'] }], [0, 1, 2]],
    ['a concept', [{ grant: 'CanOperateWorkflows', conceptIds: ['41', '42'] }], [0, 1, 2, 3]],
    ['a till of a store: both have to hold', [{ grant: 'CanReadRequests', tillIds: ['11', '13'], storeIds: ['22'] }], [2]],
    ['ids of any level', [{ grant: 'CanAuditWorkflows', ids: ['11'] }], [0, 3]],
    ['ids of any level in a zone', [{ grant: 'CanReadRequests', ids: ['11', '11'], zoneIds: ['32'] }], [3]],
    [
      'what lies within two grants, once',
      [
        { grant: 'CanReadRequests', tillIds: ['11'] },
        { grant: 'CanMakeRequest', storeIds: ['21'] },
      ],
      [0, 1],
    ],
    [
      'the whole org by one grant and a till by another',
      [{ grant: 'CanMakeRequest', tillIds: ['11'] }, 'CanReadRequests'],
      [0, 1, 2, 3, 4],
    ],
    ['no place', [{ grant: 'CanReadRequests', tillIds: [] }], []],
  ])('list, count and read what belongs to %s', async (_what, grants, expected) => {
    const as = reader(...grants);
    expect(await listed(as)).toEqual(expected);
    expect(await listed(as, '&states=AdminTask,approved&limit=2')).toEqual(expected.slice(0, 2));
    expect(await listed(as, '&sortBy=endDate')).toHaveLength(expected.length);
    const { json } = await gateway.call({ url: `${LIST}?limit=1`, as });
    expect(json['pagination']).toMatchObject({ totalElements: expected.length });
    const counts = await gateway.call({ url: '/v3/inbox/counts', as });
    expect(counts.json['data']).toMatchObject({ pending: expected.length === 0 ? [] : [{ count: expected.length }] });
    const overview = await gateway.call({ url: '/v3/overview', as });
    expect(overview.json['data']).toMatchObject({ pending: { count: expected.length } });
    for (const [index, id] of ids.entries())
      for (const url of [`${LIST}/${id}`, `${LIST}/${id}/history`])
        expect([url, (await gateway.call({ url, as })).status]).toEqual([url, expected.includes(index) ? 200 : 404]);
  });

  it('go from page to page by cursor, and meet each request once', async () => {
    const as = reader({ grant: 'CanReadRequests', ids: ['21', '11', '13'] });
    const met: string[] = [];
    for (let cursor = ''; ;) {
      const { json } = await gateway.call({ url: `${LIST}?limit=1&cursor=${cursor}`, as });
      met.push(...(json['data'] as unknown as readonly { readonly requestId: string }[]).map(({ requestId }) => requestId));
      const { nextCursor } = json['pagination'] as unknown as { readonly nextCursor?: string };
      if (nextCursor === undefined) break;
      cursor = nextCursor;
    }
    expect(met.map((id) => ids.indexOf(id))).toEqual([3, 2, 1, 0]);
  });

  it('hear of changes of those places alone', async () => {
    await gateway.app.listen(0, '127.0.0.1');
    const [here, elsewhere] = [
      await Listener.listen(gateway.app, reader({ grant: 'CanReadRequests', tillIds: [ENTITY.tillId] })),
      await Listener.listen(gateway.app, reader({ grant: 'CanReadRequests', storeIds: ['22'] })),
    ];
    const submittedAt = async (place: object, reference: string): Promise<string> => {
      const payload = {
        body: { root: { redeem: { points_redeemed: '1', customer: { mobile: '919900009' }, external_reference_number: reference } } },
      };
      return textAt(
        await submit(gateway, { entityInfo: place, payload: { 'IntouchAPITask-Payload': payload } }, { as: MAKER }),
        'data',
        'requestId',
      );
    };
    const first = await submittedAt(ENTITY, 'PLACE-HERE');
    await here.hears(first);
    const second = await submittedAt(PLACES[2], 'PLACE-ELSEWHERE');
    await elsewhere.hears(second);
    expect(elsewhere.said).not.toContain(first);
    expect(here.said).not.toContain(second);
    here.stop();
    elsewhere.stop();
  });
});
