import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { defineRequestType, type RequestType, RequestTypeRegistry } from '@countersign/contract';
import type { EventSource, RequestState } from '@countersign/engine';
import { z } from 'zod';
import { eventMetaData, eventSchema } from './event-meta-data';
import { renderEvent } from './render-event';

const FOLDER = path.join(__dirname, '../../testdata/events');
const KEYS = ['POINTS_REDEMPTION', 'CUSTOMER_STATUS_CHANGE', 'GOODWILL_POINTS', 'EARN_BADGE', 'ISSUE_BADGE'];

/** A type that knows nothing but its key and, for the one with documented quirks, the fields of its events. */
function standIn(key: string): RequestType {
  const payload = z.object({ queryParams: z.unknown().optional(), body: z.looseObject({ reason: z.string().optional() }) });
  return defineRequestType<z.infer<typeof payload>>({
    key,
    title: key,
    version: 1,
    payload,
    example: { body: {} },
    loyaltyRoute: { method: 'POST', path: '/' },
    describe: () => ({ customer: '', line: '' }),
    naturalKey: () => undefined,
    loyaltyKey: () => undefined,
    whenInDoubt: () => 'hold',
    buildCall: () => ({ query: {}, bodyText: '{}' }),
    interpretResponse: () => ({ kind: 'executed' }),
    ...(key === 'CUSTOMER_STATUS_CHANGE' && {
      eventFields: (context) =>
        context.phase === 'pending' && context.payload.body.reason !== undefined
          ? { reason: context.payload.body.reason, omitCheckerId: true }
          : { omitCheckerId: true },
    }),
  });
}

const types = new RequestTypeRegistry(KEYS.map(standIn));

interface Sample {
  readonly eventId: string;
  readonly orgId: number;
  readonly apiRequestId: string;
  readonly data: {
    readonly requestId: string;
    readonly requestType: string;
    readonly requesterId: number;
    readonly checkerId?: number;
    readonly currentRequestState: string;
    readonly updateTime: number;
    readonly comment?: string;
    readonly requestAttributes: object;
  };
}

const samples = readdirSync(FOLDER).map((name) => [name, JSON.parse(readFileSync(path.join(FOLDER, name), 'utf8')) as Sample] as const);

function sourceOf({ eventId, orgId, apiRequestId, data }: Sample): EventSource {
  const pending = data.currentRequestState === 'AdminTask';
  return {
    orgId,
    requestId: data.requestId,
    type: data.requestType,
    requesterId: data.requesterId,
    payloadText: JSON.stringify(data.requestAttributes),
    entityInfoText: '{"tillId":"50682289"}',
    seq: pending ? 0 : 2,
    eventId,
    traceId: apiRequestId,
    to: pending ? 'pending' : (data.currentRequestState as RequestState),
    autoApproved: false,
    // The row knows its checker also where the documented event does not name one.
    ...(!pending && { checkerId: data.checkerId ?? 233253 }),
    ...(data.comment !== undefined && { comment: data.comment }),
    at: new Date(data.updateTime),
  };
}

const terminal: EventSource = {
  orgId: 0,
  requestId: '0199aaaa-0000-7000-8000-000000000001',
  type: 'POINTS_REDEMPTION',
  requesterId: 11,
  payloadText: '{"queryParams":{"format":"json"},"body":{"points":20.0, "b":1,"a":{"z":1e2}}}',
  entityInfoText: '{"tillId":"1","storeId":"2"}',
  seq: 2,
  eventId: '468a8fa7-f03e-4b7b-86b7-91eda4420af6',
  traceId: '0'.repeat(31) + 'a',
  to: 'approved',
  autoApproved: false,
  checkerId: 22,
  comment: 'seen and fine',
  outcomeText: '{"kind":"executed","message":"Executed by the loyalty API.","attempts":1}',
  at: new Date(1_700_000_000_000),
};

function render(changes: Partial<EventSource>, format: 'documented' | 'extended' = 'documented') {
  const text = renderEvent({ ...terminal, ...changes }, format, types);
  return { text, data: (JSON.parse(text) as { data: Record<string, unknown> }).data };
}

describe('renderEvent', () => {
  // The documents call the issue-badge sample a failed one; its content says approved, and so does its name here.
  it('knows all thirteen documented samples', () => {
    expect(samples).toHaveLength(13);
  });

  // In four samples createdAt is 1 ms after updateTime. We stamp both from the one time of the transition, so the samples are
  // compared with createdAt set to their updateTime; every other byte must agree.
  it.each(samples)('renders %s byte for byte as documented', (_name, sample) => {
    const expected = JSON.stringify({ ...sample, createdAt: sample.data.updateTime });
    expect(renderEvent(sourceOf(sample), 'documented', types)).toBe(expected);
  });

  it.each(samples)('describes %s by the schema that subscribers can read', (_name, sample) => {
    expect(eventSchema('documented', types).safeParse(sample).error).toBeUndefined();
  });

  it('gives the same bytes when the same source is rendered again', () => {
    expect(render({}, 'extended').text).toBe(render({}, 'extended').text);
  });

  it("keeps the maker's own spelling of numbers, order of keys and white space", () => {
    expect(render({}).text).toContain('"requestAttributes":{"queryParams":{"format":"json"},"body":{"points":20.0, "b":1,"a":{"z":1e2}}}');
  });

  it.each(['{"queryParams":{},"body":{}}', '{"queryParams":{ },"body":{}}', '{"body":{}}'])(
    'leaves out empty queryParams: %s',
    (payloadText) => {
      expect(render({ payloadText }).data['requestAttributes']).toEqual({ body: {} });
    },
  );

  it('leaves checker, comment and previous state out of the one event of an auto-approved request', () => {
    const { data } = render({ autoApproved: true, to: 'failed' });
    expect(Object.keys(data)).toEqual([
      'requestId',
      'requestType',
      'requesterId',
      'currentRequestState',
      'updateTime',
      'requestAttributes',
    ]);
  });

  it.each(['withdrawn', 'expired'] as const)('names no checker and no comment when a request is %s, whatever the row holds', (to) => {
    const { data } = render({ to });
    expect(data).toMatchObject({ currentRequestState: to, previousRequestState: 'AdminTask' });
    expect(Object.keys(data)).not.toEqual(expect.arrayContaining(['checkerId']));
    expect(Object.keys(data)).not.toEqual(expect.arrayContaining(['comment']));
  });

  it('names the reason of a status change only while it waits', () => {
    const status = { type: 'CUSTOMER_STATUS_CHANGE', payloadText: '{"body":{"reason":"moved away","label":"Suspended"}}' };
    expect(render({ ...status, to: 'pending' }).data['reason']).toBe('moved away');
    expect(Object.keys(render({ ...status, to: 'rejected' }).data)).not.toContain('reason');
  });

  it('adds sequence, outcome, auto-approval and entityInfo when extended', () => {
    const { data } = render(
      { to: 'failed', outcomeText: '{"kind":"refused","code":"803","message":"Too few points.","attempts":2}' },
      'extended',
    );
    expect(data).toMatchObject({
      sequence: 2,
      outcome: { kind: 'refused', code: '803', message: 'Too few points.' },
      autoApproved: false,
      entityInfo: { tillId: '1', storeId: '2' },
    });
    expect(data['outcome']).not.toHaveProperty('attempts');
  });

  it('names the checker of a status change when extended, which the documented event never does', () => {
    const status = { type: 'CUSTOMER_STATUS_CHANGE', payloadText: '{"body":{"reason":"moved","label":"Suspended"}}' };
    expect(render(status, 'documented').data).not.toHaveProperty('checkerId');
    expect(render(status, 'extended').data).toHaveProperty('checkerId', 22);
  });

  it('differs from the documented event in nothing but additions when extended', () => {
    const { sequence, outcome, autoApproved, entityInfo, ...documented } = render({}, 'extended').data;
    expect([sequence, outcome, autoApproved, entityInfo]).not.toContain(undefined);
    expect(JSON.stringify(documented)).toBe(JSON.stringify(render({}).data));
  });

  it('describes extended events by the extended schema', () => {
    for (const to of ['approved', 'failed', 'rejected', 'withdrawn', 'expired'] as const)
      expect(eventSchema('extended', types).safeParse(JSON.parse(render({ to }, 'extended').text)).error).toBeUndefined();
  });

  it.each(['accepted', 'needs_review'] as const)('refuses to tell the outside about the step to %s', (to) => {
    expect(() => render({ to })).toThrow(TypeError);
  });
});

describe('eventMetaData', () => {
  it('offers one event with a JSON schema for each payload format', () => {
    const [event, ...others] = eventMetaData(types);
    expect(others).toEqual([]);
    expect(event).toMatchObject({ eventName: 'requestWorkflowEvent', schema: { type: 'object' } });
    expect(event?.schema).toHaveProperty('properties.data.properties.requestType.enum', KEYS);
    expect(event?.schema).not.toHaveProperty('properties.data.properties.sequence');
    expect(event?.extendedSchema).toHaveProperty('properties.data.properties.sequence');
  });
});
