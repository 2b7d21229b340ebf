import type { ServerResponse } from 'node:http';
import type { RequestType } from '@countersign/contract';
import { requestTypes } from '@countersign/request-type-catalog';
import { AnsweredCalls } from '../../test-support/answered-calls';

const BY_KEY = new Map(requestTypes.map((type) => [type.key, type]));

function typeOf(key: string): RequestType {
  const type = BY_KEY.get(key);
  if (!type) throw new Error(`there is no ${key}`);
  return type;
}

const ITEM = '"item_status":{"success":"true","code":800,"message":"Points Redeemed"}';
const WHOLE = '"status":{"success":"true","code":200}';
const ENROLLED = '{"customerId":5001001,"issuedId":"a1","status":"ACTIVE","error":null},{"customerId":5001002';

/** [type, what, body, status] */
const CONTRADICTIONS: readonly (readonly [string, string, string, number])[] = [
  ['EARN_BADGE', 'an id of -1', '{"data":{"earnedBadgeId":-1},"errors":[]}', 200],
  ['EARN_BADGE', 'an id "null"', '{"data":{"earnedBadgeId":"null"}}', 200],
  ['EARN_BADGE', 'another customer', '{"data":{"customerId":5001002,"earnedBadgeId":"a1"},"errors":[]}', 200],
  ['EARN_BADGE', 'another badge', '{"data":{"badgeMetaId":"ba5e00000000000000000009","earnedBadgeId":"a1"},"errors":[]}', 200],
  ['EARN_BADGE', 'an error beside an id', '{"data":{"earnedBadgeId":"a1","error":{"code":811}},"errors":[]}', 200],
  ['ISSUE_BADGE', 'an id of 0', `{"data":{"issuedBadges":[${ENROLLED},"issuedId":0}]},"errors":[]}`, 200],
  ['ISSUE_BADGE', 'errors in an entry', `{"data":{"issuedBadges":[${ENROLLED},"issuedId":"a2","errors":[{"code":1}]}]},"errors":[]}`, 200],
  ['CUSTOMER_STATUS_CHANGE', 'an id of -1', '{"createdId":-1}', 200],
  ['CUSTOMER_STATUS_CHANGE', 'no success', '{"createdId":0,"success":false}', 200],
  ['CUSTOMER_STATUS_CHANGE', 'warnings beside an id of none', '{"createdId":-1,"warnings":[]}', 200],
  ['CUSTOMER_STATUS_CHANGE', 'a part of a body', '{"warnings":[]}', 206],
  ['CUSTOMER_STATUS_CHANGE', 'several statuses', '{"warnings":[]}', 207],
  ['CUSTOMER_STATUS_CHANGE', 'a difference', '{"warnings":[]}', 226],
  ['GOODWILL_POINTS', 'errors that are overwritten', '{"createdId":4,"errors":[{"code":1}],"errors":[]}', 201],
  ['GOODWILL_POINTS', 'a failed status', '{"createdId":4,"success":false,"status":"FAILED"}', 201],
  ['GOODWILL_POINTS', 'a promise', '{"createdId":4,"warnings":[]}', 202],
  [
    'POINTS_REDEMPTION',
    'doubled keys',
    `{"response":{${WHOLE},"responses":{"points":{"item_status":{"success":"false","code":"803","success":"true","code":"800"}}}}}`,
    200,
  ],
  ['POINTS_REDEMPTION', 'a promise', `{"response":{${WHOLE},"responses":{"points":{${ITEM}}}}}`, 202],
  [
    'POINTS_REDEMPTION',
    'a whole with the code of a failure',
    `{"response":{"status":{"success":"true","code":500},"responses":{"points":{${ITEM}}}}}`,
    200,
  ],
  ['POINTS_REDEMPTION', 'other points', `{"response":{${WHOLE},"responses":{"points":{"points_redeemed":"1",${ITEM}}}}}`, 200],
  ['POINTS_REDEMPTION', 'another customer', `{"response":{${WHOLE},"responses":{"points":{"mobile":"919900000102",${ITEM}}}}}`, 200],
];

describe('an answer that contradicts itself or the call', () => {
  let calls: AnsweredCalls;
  beforeAll(async () => {
    calls = await AnsweredCalls.start();
  });
  afterAll(() => calls.close());

  const classesAfter = async (key: string, answering: (response: ServerResponse) => unknown): Promise<readonly string[]> => {
    calls.answersWith((response) => void answering(response));
    const { stored, classes } = await calls.executeOne(typeOf(key));
    expect(stored.state).not.toBe('approved');
    return classes;
  };

  it.each(CONTRADICTIONS)('leaves %s in doubt after %s', async (key, _, body, status) => {
    expect(await classesAfter(key, (response) => response.writeHead(status, { 'content-type': 'application/json' }).end(body))).toEqual([
      'in-doubt',
    ]);
  });

  it.each(['text/html; charset=ISO-2022-JP', 'text/html', 'application/json; charset=ISO-2022-JP'])(
    'is one that says it is %s and no JSON',
    async (type) => {
      const answer = (response: ServerResponse) => response.writeHead(200, { 'content-type': type }).end('{"createdId":38,"warnings":[]}');
      expect(await classesAfter('GOODWILL_POINTS', answer)).toEqual(['in-doubt']);
    },
  );

  it('leaves the documented successes what they are', async () => {
    const documented: readonly (readonly [string, number, string])[] = [
      ['CUSTOMER_STATUS_CHANGE', 200, '{"warnings":[]}'],
      ['CUSTOMER_STATUS_CHANGE', 200, '{"createdId":566881933,"warnings":[]}'],
      ['GOODWILL_POINTS', 201, '{"createdId":38,"warnings":[]}'],
      ['EARN_BADGE', 200, '{"data":{"customerId":5001001,"earnedBadgeId":"a1","issuedId":null},"errors":[],"warnings":[]}'],
      ['ISSUE_BADGE', 200, `{"data":{"issuedBadges":[${ENROLLED},"issuedId":"a2","status":"ACTIVE","error":null}]},"errors":[]}`],
      ['POINTS_REDEMPTION', 200, `{"response":{${WHOLE},"responses":{"points":{"points_redeemed":"100",${ITEM}}}}}`],
    ];
    for (const [key, status, body] of documented) {
      calls.answersWith((response) => response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(body));
      expect([key, (await calls.executeOne(typeOf(key))).stored.state]).toEqual([key, 'approved']);
    }
  });
});
