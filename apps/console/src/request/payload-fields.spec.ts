import { fieldsOf } from './payload-fields';

describe('fieldsOf', () => {
  it('labels what is nested by where it stands, without the wrappers', () => {
    const body = {
      root: {
        redeem: [
          {
            points_redeemed: '100',
            customer: { mobile: '919900000101', email: '' },
            custom_fields: { field: [{ name: 'a', value: 'b' }] },
          },
        ],
      },
    };
    expect(fieldsOf({ queryParams: { skip_validation: false }, body }).map(({ label, value }) => [label, value])).toEqual([
      ['Skip validation', 'false'],
      ['Points redeemed', '100'],
      ['Customer, mobile', '919900000101'],
      ['Custom fields, field, name', 'a'],
      ['Custom fields, field, value', 'b'],
    ]);
  });

  it('puts lists of plain values on one line and numbers longer ones', () => {
    expect(fieldsOf({ body: { customers: [1, 2], rows: [{ id: 1 }, { id: 2 }], none: [] } })).toEqual([
      { label: 'Customers', path: 'body.customers', value: '1, 2' },
      { label: 'Rows, 1, id', path: 'body.rows.1.id', value: '1' },
      { label: 'Rows, 2, id', path: 'body.rows.2.id', value: '2' },
    ]);
  });
});
