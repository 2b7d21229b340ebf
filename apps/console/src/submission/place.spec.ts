import { placeOf } from './place';

const FIELDS = { '/body/redeem/till_id': 'tillId', '/body/redeem/*/till_id': 'tillId', '/body/shop': 'storeId' };

describe('where a request belongs', () => {
  it.each([
    ['what was typed', { tillId: '7' }, {}, { tillId: '7' }],
    [
      'what the payload names, where nothing was typed',
      undefined,
      { body: { shop: 301, redeem: { till_id: '50034' } } },
      { tillId: '50034', storeId: '301' },
    ],
    ['what the payload names in a list', {}, { body: { redeem: [{ till_id: '50034' }] } }, { tillId: '50034' }],
    ['what was typed before what the payload names', { tillId: '7' }, { body: { redeem: { till_id: '50034' } } }, { tillId: '7' }],
    ['nothing for an empty field', undefined, { body: { redeem: { till_id: '' } } }, {}],
  ])('is %s', (_case, typed, payload, place) => {
    expect(placeOf(typed, payload, FIELDS)).toEqual(place);
  });
});
