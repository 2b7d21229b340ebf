import type { JsonSchema } from '../api/json-schema';
import { fieldsOf } from './payload-fields';

const text = (title: string): JsonSchema => ({ type: 'string', title });
const SCHEMA: JsonSchema = {
  type: 'object',
  properties: {
    body: {
      type: 'object',
      properties: {
        redeem: {
          type: 'array',
          prefixItems: [
            {
              type: 'object',
              title: 'Redemption',
              properties: {
                points_redeemed: text('Points'),
                customer: { type: 'object', title: 'Customer', properties: { mobile: text('Mobile number'), till: text('Till') } },
                till_id: text('Till'),
                untitled: { type: 'string' },
                custom: {
                  type: 'array',
                  title: 'Custom fields',
                  items: { type: 'object', properties: { name: text('Name'), value: text('Value') } },
                },
              },
            },
          ],
        },
      },
    },
  },
};

const labelled = (json: string, schema?: JsonSchema) => fieldsOf(json, schema).map(({ label, value }) => [label, value]);

describe('the fields of a payload', () => {
  it('have the titles of the schema, as in the form, and the groups around them where a name stands twice', () => {
    const payload = {
      body: {
        redeem: [{ points_redeemed: '100', customer: { mobile: '919900000101', till: '1' }, till_id: '2', untitled: 'x', more_ids: 'y' }],
      },
    };
    expect(labelled(JSON.stringify(payload), SCHEMA)).toEqual([
      ['Points', '100'],
      ['Mobile number', '919900000101'],
      ['Redemption, Customer, Till', '1'],
      ['Redemption, Till', '2'],
      ['Untitled', 'x'],
      ['More ids', 'y'],
    ]);
  });

  it('are told apart where a list has several of them', () => {
    const custom = [
      { name: 'a', value: 'b' },
      { name: 'c', value: '' },
    ];
    expect(labelled(JSON.stringify({ body: { redeem: [{ custom }] } }), SCHEMA)).toEqual([
      ['Redemption, Custom fields 1, Name', 'a'],
      ['Value', 'b'],
      ['Redemption, Custom fields 2, Name', 'c'],
    ]);
  });

  it('show each number as it is stored, which a parser would change', () => {
    expect(labelled('{"body":{"earningEntityId":5001001.9999999999999,"points":100.0,"customers":[1, 20.50],"text":"1e3"}}')).toEqual([
      ['Earning entity id', '5001001.9999999999999'],
      ['Points', '100.0'],
      ['Customers', '1, 20.50'],
      ['Text', '1e3'],
    ]);
  });

  it('are those of the payload alone, without what is empty', () => {
    expect(labelled('{"path":"/x","method":"POST","queryParams":{"a":false},"body":{"b":"","c":[],"d":null}}')).toEqual([['A', 'false']]);
  });
});
