import type { JsonSchema } from '../api/json-schema';
import type { Field } from './field';
import { leavesOf, unwrapped } from './leaves';
import { planFields } from './plan-fields';

function plan(schema: JsonSchema, sample?: unknown, choices = {}): Field {
  return planFields({ schema, sample, pointer: '/p', choices });
}

function child(schema: JsonSchema, name: string, sample?: unknown): Field {
  const field = plan(schema, sample);
  if (field.kind !== 'group') throw new Error(`${field.kind} is no group`);
  return field.children.find((each) => each.name === name)!;
}

const TEXT: JsonSchema = { type: 'string' };
const ONE: JsonSchema = { type: 'object', properties: { points: { type: 'number' }, notes: TEXT }, required: ['points'] };

describe('the fields of a schema', () => {
  it.each<[string, JsonSchema, Field['kind']]>([
    ['text', TEXT, 'text'],
    ['number', { type: 'number' }, 'number'],
    ['whole number', { type: 'integer' }, 'number'],
    ['enum', { type: 'string', enum: ['a', 'b'] }, 'choice'],
    ['boolean', { type: 'boolean' }, 'choice'],
    ['union of constants', { anyOf: [{ const: 'a' }, { const: 'b' }] }, 'choice'],
    ['constant', { type: 'string', const: 'POINTS' }, 'constant'],
    ['list of plain values', { type: 'array', items: { type: 'integer' } }, 'lines'],
    ['list of groups', { type: 'array', items: ONE }, 'list'],
    ['group', ONE, 'group'],
    ['what may also be null', { anyOf: [TEXT, { type: 'null' }] }, 'text'],
    ['reference', { $ref: '#/$defs/one', $defs: { one: ONE } }, 'group'],
    ['joined parts', { allOf: [ONE, { type: 'object', properties: { more: TEXT } }] }, 'group'],
    ['anything else', {}, 'json'],
    ['names that nobody knows beforehand', { type: 'object' }, 'json'],
  ])('has one for %s', (_name, schema, kind) => {
    expect(plan(schema).kind).toBe(kind);
  });

  it('takes label and help from the type, and else makes a label of the name', () => {
    const schema: JsonSchema = {
      type: 'object',
      properties: { a_b: { ...TEXT, title: 'Points', description: 'Above 0.' }, till_id: TEXT },
    };
    expect(child(schema, 'a_b')).toMatchObject({ label: 'Points', help: 'Above 0.', isTitled: true, pointer: '/p/a_b' });
    expect(child(schema, 'till_id')).toMatchObject({ label: 'Till id', isTitled: false });
  });

  it('asks nobody to choose between two spellings of the same fields', () => {
    const field = plan({ anyOf: [ONE, { type: 'array', prefixItems: [ONE] }] });
    expect(leavesOf(field).map((leaf) => leaf.field.pointer)).toEqual(['/p/points', '/p/notes']);
  });

  it('keeps the spelling of an earlier request', () => {
    const field = plan({ anyOf: [ONE, { type: 'array', prefixItems: [ONE] }] }, [{ points: 1 }]);
    expect(leavesOf(field).map((leaf) => leaf.field.pointer)).toEqual(['/p/0/points', '/p/0/notes']);
  });

  it('offers shapes that differ, and shows the one of the sample first', () => {
    const card: JsonSchema = { type: 'object', title: 'By card', properties: { card: TEXT }, required: ['card'] };
    const mobile: JsonSchema = { type: 'object', title: 'By mobile', properties: { mobile: TEXT }, required: ['mobile'] };
    expect(plan({ anyOf: [card, mobile] })).toMatchObject({ kind: 'alternatives', choices: ['By card', 'By mobile'], chosen: 0 });
    expect(plan({ oneOf: [card, mobile] }, { mobile: '1' })).toMatchObject({ chosen: 1 });
    expect(plan({ anyOf: [card, mobile] }, { mobile: '1' }, { '/p': 0 })).toMatchObject({ chosen: 0 });
  });

  it('takes wrappers that hold nothing else for one section', () => {
    const schema: JsonSchema = {
      type: 'object',
      properties: { root: { type: 'object', properties: { redeem: ONE }, required: ['redeem'] } },
    };
    expect(unwrapped(plan(schema))).toMatchObject({ pointer: '/p/root/redeem', isRequired: false });
  });

  it('ends where a schema refers to itself', () => {
    const tree: JsonSchema = { type: 'object', properties: { child: { $ref: '#/$defs/tree' } } };
    expect(leavesOf(plan({ $ref: '#/$defs/tree', $defs: { tree } })).map(({ field }) => field.kind)).toEqual(['json']);
  });
});
