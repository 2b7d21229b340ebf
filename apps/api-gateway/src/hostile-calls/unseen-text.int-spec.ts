import type { RequestType } from '@countersign/contract';
import { requestTypes } from '@countersign/request-type-catalog';
import { type Answer, codesOf, startTestGateway, textAt, type TestGateway } from '../../test-support/gateway';
import { decide, decisionOf, ENTITY, redemption, REQUESTS, submit, submitted } from '../../test-support/requests';
import { CHECKER, CONFIGURATOR, MAKER, OPERATOR } from '../../test-support/tokens';

const CALL = '/payload/IntouchAPITask-Payload';
const MARK = 'the marked place';
/** One or two of each family; the rule's own spec tries them all. */
const EVIL = [
  '\u202e',
  '\u2066',
  '\u200b',
  '\u200d',
  '\ufeff',
  '\u00ad',
  '\u3164',
  '\u{e0041}',
  '\ufe0f',
  '\n',
  '\u2028',
  '\u0007',
  '\u0085',
  '\u{1d159}',
  '\u{13441}',
  '\ufffc',
  '\u0378',
  '\u20e3',
];
/** What people write for people, by the last part of its place. */
const FREE_TEXT = new Set(['notes', 'reason']);
const EVIL_NUMBERS = ['5001001.9999999999999', '1e2', '5E+1', '-0', '-0.0', '9007199254740993', '0.10000000000000000001', '1e400'];
const SPELLED_NUMBERS = ['1e3', '0x10', ' 100', '100 ', '１００', '100.', '.5', '00100', '+100', '-0', '1_000'];
const UNREADABLE = '\u200b\u2060\u3164\u{1d159}';

interface Place {
  readonly type: RequestType;
  readonly pointer: string;
  readonly value: string | number;
}

/** Every text and number in the example of every type. */
const PLACES = requestTypes.flatMap((type) => placesOf(type, type.example));
const IDENTIFIERS = PLACES.filter(({ value, pointer }) => typeof value === 'string' && !FREE_TEXT.has(pointer.split('/').at(-1) ?? ''));
const NUMBERS = PLACES.filter(({ value }) => typeof value === 'number');

function placesOf(type: RequestType, value: unknown, pointer = ''): Place[] {
  if (typeof value === 'string' || typeof value === 'number') return [{ type, pointer, value }];
  return Object.entries(value ?? {}).flatMap(([key, inner]) => placesOf(type, inner, `${pointer}/${key}`));
}

/** A submission of the example with another JSON text at this place. */
function withTextAt({ type, pointer }: Place, text: string): string {
  const payload = structuredClone(type.example);
  const path = pointer.split('/').slice(1);
  const last = path.pop() ?? '';
  Reflect.set(
    path.reduce<object>((place, key) => Reflect.get(place, key) as object, payload as object),
    last,
    MARK,
  );
  const body = JSON.stringify({ entityInfo: ENTITY, payload: { 'IntouchAPITask-Payload': payload } });
  return body.replace(`"${MARK}"`, () => text);
}

function nameOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

describe('what no checker would see', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startTestGateway();
  });
  afterAll(() => gateway.close());

  const withdraw = (requestId: string, body?: object): Promise<Answer> =>
    gateway.call({ method: 'POST', url: `${REQUESTS}/requests/${requestId}/withdraw`, as: MAKER, body });
  const submitAt = (place: Place, text: string): Promise<Answer> => submit(gateway, withTextAt(place, text), { type: place.type.key });

  it.each(IDENTIFIERS.map((place) => [`${place.type.key} ${place.pointer}`, place] as const))(
    'is refused with 2008 in %s, and named',
    async (_, place) => {
      for (const evil of EVIL) {
        const answer = await submitAt(place, JSON.stringify(`${place.value}${evil}1`));
        expect([nameOf(evil), ...codesOf(answer)]).toEqual([nameOf(evil), 400, 2008]);
        expect(answer.json['errors']).toMatchObject([{ reference: `${CALL}${place.pointer}` }]);
        expect(answer.text).toContain(nameOf(evil));
        expect(answer.text).not.toContain(evil);
      }
    },
  );

  it.each(NUMBERS.map((place) => [`${place.type.key} ${place.pointer}`, place] as const))(
    'is refused with 2008 in the number %s: digits that are shown as others',
    async (_, place) => {
      for (const number of EVIL_NUMBERS) {
        const answer = await submitAt(place, number);
        expect([number, ...codesOf(answer)]).toEqual([number, 400, 2008]);
        expect(answer.json['errors']).toMatchObject([{ reference: `${CALL}${place.pointer}` }]);
      }
    },
  );

  it('is refused in ids that are written with a decimal point, while amounts keep their spelling', async () => {
    for (const place of NUMBERS) {
      const isAmount = place.pointer.endsWith('/points');
      const answer = await submitAt(place, `${place.value}.0`);
      expect([place.pointer, ...codesOf(answer)]).toEqual([place.pointer, ...(isAmount ? [200] : [400, 2008])]);
      if (isAmount) await withdraw(textAt(answer, 'data', 'requestId'));
    }
  });

  it('is refused in texts that mean a number', async () => {
    const amount = PLACES.find(({ pointer }) => pointer.endsWith('/points_redeemed'));
    for (const text of SPELLED_NUMBERS) {
      const answer = await submitAt(amount!, JSON.stringify(text));
      expect([text, ...codesOf(answer)]).toEqual([text, 400, 2008]);
      expect(answer.json['errors']).toMatchObject([{ reference: `${CALL}${amount!.pointer}` }]);
    }
  });

  it.each(['tillId', 'storeId', 'zoneId', 'conceptId'])('is refused in %s', async (name) => {
    for (const evil of [...EVIL, '\u0661', '\uff11']) {
      const payload = { 'IntouchAPITask-Payload': requestTypes[0]!.example };
      const answer = await submit(gateway, { entityInfo: { [name]: `5068${evil}` }, payload }, { type: requestTypes[0]!.key });
      expect([nameOf(evil), ...codesOf(answer)]).toEqual([nameOf(evil), 400, 2008]);
      expect(answer.json['errors']).toMatchObject([{ reference: `/entityInfo/${name}` }]);
    }
  });

  it.each([
    [
      'a webhook',
      '/v3/webHooks',
      { eventNames: ['requestWorkflowEvent'], webHookType: 'HTTP', methodType: 'POST', webHookUrl: 'https://hooks.example.com/in' },
    ],
    ['an API client', '/v3/apiClients', { grants: [] }],
  ])('is refused in the name of %s', async (_, url, body) => {
    for (const evil of EVIL) {
      const answer = await gateway.call({ method: 'POST', url, as: CONFIGURATOR, body: { ...body, name: `Billing${evil}s` } });
      expect([nameOf(evil), ...codesOf(answer)]).toEqual([nameOf(evil), 400, 2008]);
      expect(answer.json['errors']).toMatchObject([{ reference: '/name', message: expect.stringContaining(nameOf(evil)) as string }]);
    }
  });

  it('is refused in the name of a person: the token cannot be used', async () => {
    for (const evil of EVIL)
      expect(codesOf(await gateway.call({ url: '/v3/me', as: { ...MAKER, name: `maker${evil}one` } }))).toEqual([401, 2013]);
    expect(codesOf(await gateway.call({ url: '/v3/me', as: { ...MAKER, name: '\u{1d159}' } }))).toEqual([401, 2013]);
  });

  it('is taken out of the name of a person where directories spell it in two ways', async () => {
    const answer = await gateway.call({ url: '/v3/me', as: { ...MAKER, name: 'Ame\u0301lie' } });
    expect([answer.status, answer.text.includes('"Am\u00e9lie"')]).toEqual([200, true]);
  });

  it('is refused in types, ids and keys that an address or a header names', async () => {
    const url = (path: string) => gateway.call({ url: `${REQUESTS}${path}`, as: MAKER });
    expect(codesOf(await submit(gateway, redemption('UNSEEN-2'), { type: 'GOODWILL-POINT%C5%BF' }))).toEqual([404, 2009]);
    expect(codesOf(await url('/requests/%E2%80%AE01900000-0000-7000-8000-000000000001'))).toEqual([404, 2007]);
    const payload = { 'IntouchAPITask-Payload': requestTypes[0]!.example };
    const keyed = await submit(
      gateway,
      { entityInfo: {}, payload },
      { type: requestTypes[0]!.key, headers: { 'idempotency-key': 'a\u00adb' } },
    );
    expect(codesOf(keyed)).toEqual([400, 2008]);
    const kelvin = { actionName: 'AdminTas\u212a' };
    expect(codesOf(await decide(gateway, decisionOf('01900000-0000-7000-8000-000000000001', 'approved', kelvin)))).toEqual([400, 2007]);
  });

  it('is no comment, no reason and no evidence: at least one character must be visible', async () => {
    const requestId = await submitted(gateway, 'UNSEEN-1');
    const decision = { payload: { 'AdminTask-Payload': { actionDecision: 'approved', actionMessage: UNREADABLE } } };
    const pause = { method: 'POST', url: '/operations/request-types/EARN-BADGE/pause', as: OPERATOR } as const;
    const answers = [
      await decide(gateway, decisionOf(requestId, 'approved', decision), { as: CHECKER }),
      await withdraw(requestId, { reason: UNREADABLE }),
      await gateway.call({ ...pause, body: { reason: UNREADABLE } }),
      ...(await Promise.all(
        PLACES.filter(({ pointer }) => pointer.endsWith('/reason')).map((place) => submitAt(place, JSON.stringify(UNREADABLE))),
      )),
    ];
    for (const answer of answers) {
      expect(codesOf(answer)).toEqual([400, 2008]);
      expect(answer.text).toContain('at least one visible character');
    }
  });

  it('keeps what languages need in what people write for people', async () => {
    const words = 'क्\u200dष می\u200cخواهم 👩\u200d🔧\nשלום';
    for (const place of PLACES.filter(({ pointer }) => FREE_TEXT.has(pointer.split('/').at(-1) ?? ''))) {
      const answer = await submitAt(place, JSON.stringify(words));
      expect([place.pointer, ...codesOf(answer)]).toEqual([place.pointer, 200]);
      expect(answer.text).toContain(JSON.stringify(words));
    }
  });
});
