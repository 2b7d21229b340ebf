import type { JsonSchema } from '../api/json-schema';
import type { Field, Values } from './field';
import { withoutItem } from './list-items';
import { payloadOf, valuesOf } from './payload';
import { planFields } from './plan-fields';

const POINTS: JsonSchema = { anyOf: [{ type: 'string', pattern: String.raw`^\d+(\.\d{1,3})?$` }, { type: 'number' }] };
const INSTANT: JsonSchema = { anyOf: [{ type: 'number' }, { type: 'string', pattern: String.raw`^\d{4}-\d\d-\d\dT` }] };
const SCHEMA: JsonSchema = {
  type: 'object',
  required: ['body'],
  properties: {
    query: { type: 'object', properties: { format: { const: 'json' }, skip: { enum: ['true', 'false'] } } },
    body: {
      type: 'object',
      required: ['kind', 'points', 'customer'],
      properties: {
        kind: { const: 'POINTS' },
        points: POINTS,
        at: INSTANT,
        id: { type: 'integer' },
        urgent: { type: 'boolean' },
        customers: { type: 'array', items: { type: 'integer' } },
        customer: { type: 'object', properties: { mobile: { type: 'string' } } },
        fields: { type: 'array', items: { type: 'object', properties: { name: { type: 'string' } } } },
        extra: {},
      },
    },
  },
};

function plan(sample?: unknown): Field {
  return planFields({ schema: SCHEMA, sample, pointer: '', choices: {} });
}

function body(values: Values, sample?: unknown): unknown {
  return (payloadOf(plan(sample), values) as { body: unknown }).body;
}

describe('what a form submits', () => {
  it('leaves out what is empty, and sends the required groups and constants', () => {
    expect(payloadOf(plan(), { '/body/id': ' ' })).toEqual({ body: { kind: 'POINTS', customer: {} } });
  });

  it('sends nothing of a group that nobody filled in, whatever the schema requires in it', () => {
    const required: JsonSchema = {
      type: 'object',
      required: ['kind', 'entries', 'inner'],
      properties: {
        kind: { const: 'OTHER' },
        entries: { type: 'array', items: { type: 'object', properties: { name: { type: 'string' } } } },
        inner: {
          type: 'object',
          required: ['entries'],
          properties: { entries: { type: 'array', items: { type: 'object', properties: {} } } },
        },
      },
    };
    const schema: JsonSchema = { type: 'object', properties: { custom: required, note: { type: 'string' } } };
    const field = planFields({ schema, sample: undefined, pointer: '', choices: {} });
    expect(payloadOf(field, { '/note': 'late' })).toEqual({ note: 'late' });
    expect(payloadOf(field, { '/custom/entries/0/name': 'till' })).toEqual({
      custom: { kind: 'OTHER', entries: [{ name: 'till' }], inner: { entries: [] } },
    });
  });

  it('sends an amount in the spelling of the sample', () => {
    expect(body({ '/body/points': '100' })).toMatchObject({ points: '100' });
    expect(body({ '/body/points': '100' }, { body: { points: '1' } })).toMatchObject({ points: '100' });
    expect(body({ '/body/points': '100' }, { body: { points: 1 } })).toMatchObject({ points: 100 });
  });

  it('tells a time from a number of seconds', () => {
    expect(body({ '/body/at': '2026-11-22T10:00:00Z' })).toMatchObject({ at: '2026-11-22T10:00:00Z' });
    expect(body({ '/body/at': '1700000000' })).toMatchObject({ at: 1_700_000_000 });
  });

  it.each(['12,5', '1e3', '9007199254740993', 'many', '--1'])('never guesses a number out of %s', (text) => {
    expect(body({ '/body/id': text })).toMatchObject({ id: text });
  });

  it('sends lists, booleans, choices and JSON as what they are', () => {
    const values = {
      '/body/customers': '1\n 2\n\n3',
      '/body/urgent': 'true',
      '/query/skip': 'true',
      '/query/format': 'true',
      '/body/extra': '{"a":[1]}',
    };
    expect(payloadOf(plan(), values)).toEqual({
      query: { format: 'json', skip: 'true' },
      body: { kind: 'POINTS', urgent: true, customers: [1, 2, 3], customer: {}, extra: { a: [1] } },
    });
  });

  it('sends JSON that is none as text, for the gateway to refuse', () => {
    expect(body({ '/body/extra': '{a}' })).toMatchObject({ extra: '{a}' });
  });

  it('shows a payload so that submitting it unchanged submits the same', () => {
    const payload = {
      query: { format: 'json', skip: 'false' },
      body: {
        kind: 'POINTS',
        points: 12.125,
        at: 1_700_000_000,
        id: 7,
        urgent: false,
        customers: [1, 2],
        customer: { mobile: '919900000101' },
        fields: [{ name: 'a' }, { name: 'b' }],
        extra: { deep: [null, 'x'] },
      },
    };
    const field = plan(payload);
    expect(payloadOf(field, valuesOf(field, payload))).toEqual(payload);
  });

  it('moves the groups of a list up when one is taken out', () => {
    const field = plan();
    const values = valuesOf(field, { body: { fields: [{ name: 'a' }, { name: 'b' }, { name: 'c' }] } });
    expect(body(withoutItem(values, '/body/fields', 1))).toMatchObject({ fields: [{ name: 'a' }, { name: 'c' }] });
  });
});
