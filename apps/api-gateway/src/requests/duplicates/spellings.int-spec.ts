import { startTestGateway, type TestGateway, textAt } from '../../../test-support/gateway';
import { submit } from '../../../test-support/requests';
import { MAKER } from '../../../test-support/tokens';

interface Result {
  readonly duplicates?: readonly object[];
  readonly open?: object;
}

interface Spelled {
  readonly queryParams?: object;
  readonly body: object;
}

/** What a type takes for one and the same: the first is submitted, and each of the others is then told to be its duplicate. */
interface Spellings {
  readonly type: string;
  readonly first: Spelled;
  readonly same: Readonly<Record<string, Spelled>>;
}

const TILL = '7001';

const redeem = (changes: object, queryParams: object = { skip_validation: 'true' }): Spelled => ({
  queryParams,
  body: { root: { redeem: { points_redeemed: '11', customer: { mobile: '919900000148' }, ...changes } } },
});
const BADGE = { triggeredBy: { ownerType: 'Goodwill_Module', referenceId: '123' }, badgeMetaId: 'ba5e00000000000000000001' };
const SHOUTED = { ...BADGE.triggeredBy, ownerType: 'GOODWILL_MODULE' };
const earn = (changes: object): Spelled => ({ body: { ...BADGE, customerId: 5001003, earnEventDate: 1796066302, ...changes } });
const issue = (changes: object): Spelled => ({
  body: { ...BADGE, customers: [5001002, 5001003], issueEventDate: 1796066302, ...changes },
});
const status = (queryParams: object, body: object = {}): Spelled => ({
  queryParams: { source: 'INSTORE', identifierName: 'mobile', identifierValue: '919900000149', ...queryParams },
  body: { reason: 'testing', label: 'Suspended', createdOn: '2026-03-15T11:20:00+05:30', ...body },
});
const GRANT = {
  ...{ referenceId: 'SPELLED-1', reason: 'Late', baseType: 'POINTS', programId: 1001, awardingTillId: Number(TILL) },
  ...{ earningEntityType: 'CUSTOMER', earningEntityId: 5001001, points: 5, source: 'API' },
};

const ALL: readonly Spellings[] = [
  {
    type: 'POINTS-REDEMPTION',
    first: redeem({}),
    same: {
      'an empty list of fields': redeem({ custom_fields: [] }),
      'an empty list in the other form': redeem({ custom_fields: { field: [] } }),
      'its own till': redeem({ till_id: TILL }),
      'no group': redeem({ group_redemption: 'false' }),
      'the format': redeem({}, { skip_validation: 'true', format: 'json' }),
      'points as a number': redeem({ points_redeemed: 11 }),
      'an empty text': redeem({ notes: '', customer: { mobile: '919900000148', email: '' } }),
    },
  },
  {
    type: 'EARN-BADGE',
    first: earn({}),
    same: {
      'the owner in another case': earn({ triggeredBy: SHOUTED }),
      'the badge in another case': earn({ badgeMetaId: BADGE.badgeMetaId.toUpperCase() }),
      'the date in milliseconds': earn({ earnEventDate: 1796066302000 }),
      'the date as text': earn({ earnEventDate: '2026-11-30T19:18:22Z' }),
      'the date under its other name': earn({ earnEventDate: undefined, earnEventDateISO: '2026-12-01T00:48:22+05:30' }),
      'the customer as text': earn({ customerId: '5001003' }),
    },
  },
  {
    type: 'ISSUE-BADGE',
    first: issue({}),
    same: {
      'customers in another order': issue({ customers: [5001003, 5001002] }),
      'the owner in another case': issue({ triggeredBy: SHOUTED }),
      'the badge in another case': issue({ badgeMetaId: BADGE.badgeMetaId.toUpperCase() }),
      'the date under its other name': issue({ issueEventDate: undefined, issueEventDateISO: '2026-11-30T19:18:22.000Z' }),
    },
  },
  {
    type: 'CUSTOMER-STATUS-CHANGE',
    first: status({}),
    same: {
      'effects at once': status({ use_async: 'false' }),
      'no account': status({ accountId: '' }),
      'the time in another zone': status({}, { createdOn: '2026-03-15T05:50:00Z' }),
    },
  },
  { type: 'GOODWILL-POINTS', first: { body: GRANT }, same: { 'an empty query': { queryParams: {}, body: GRANT } } },
];

describe('what a type takes for the same', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startTestGateway();
  });
  afterAll(() => gateway.close());

  const rowOf = (payload: Spelled): object => ({ entityInfo: { tillId: TILL }, payload: { 'IntouchAPITask-Payload': payload } });

  it.each(ALL)('is told to be a duplicate in each spelling: $type', async ({ type, first, same }) => {
    const requestId = textAt(await submit(gateway, rowOf(first), { type, as: MAKER }), 'data', 'requestId');
    for (const [spelling, payload] of Object.entries(same)) {
      const body = { requests: [rowOf(payload)] };
      const answer = await gateway.call({ method: 'POST', url: `/v3/requestTypes/${type}/check`, as: MAKER, body });
      const [result] = answer.json['data']?.['results'] as unknown as readonly Result[];
      // Where the key of an open request stands in the way, that one is told instead.
      expect([spelling, result?.open ?? result?.duplicates]).toMatchObject([
        spelling,
        result?.open ? { sameContent: true } : [{ sameBy: 'content', requestId }],
      ]);
    }
  });
});
