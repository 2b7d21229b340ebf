import { planForm, submissionText } from '../submission/form-plan';
import { statablePlaces, withStatablePlaces } from './statable-places';

const TEXT = { type: 'string' };
const TYPE = {
  ...{ type: 'A', name: 'a', title: 'A', hasAmount: false, example: {} },
  payloadSchema: { type: 'object', properties: { shop: TEXT, till: TEXT } },
  entityInfoSchema: { type: 'object', properties: { tillId: TEXT, storeId: TEXT } },
  entityFields: { '/shop': 'storeId', '/till': 'tillId' },
};
const VALUES = {
  '/payload/IntouchAPITask-Payload/shop': '301',
  '/payload/IntouchAPITask-Payload/till': '7',
  '/entityInfo/storeId': '301',
};

describe('the places that a maker may state', () => {
  it.each([
    ['all in the whole org', [{ grant: 'CanMakeRequest' }, { grant: 'CanMakeRequest', limitedTo: { tillIds: ['7'] } }], undefined],
    ['all where ids are of any level', [{ grant: 'CanMakeRequest', limitedTo: { ids: ['7'] } }], undefined],
    ['a till', [{ grant: 'CanMakeRequest', limitedTo: { tillIds: ['7'] } }, { grant: 'CanCheckRequest' }], ['tillId']],
    [
      'what several grants name',
      [
        { grant: 'CanMakeRequest', limitedTo: { tillIds: ['7'] } },
        { grant: 'CanMakeRequest', limitedTo: { zoneIds: ['3'] } },
      ],
      ['tillId', 'zoneId'],
    ],
  ])('are %s', (_case, grants, places) => {
    expect(statablePlaces(grants)).toEqual(places);
  });

  it('are all that the form asks for and sends, also where the payload or an earlier request names another', () => {
    const textOf = (places?: readonly string[]) => submissionText(planForm(withStatablePlaces(TYPE, places), {}, {}), VALUES);
    expect(JSON.parse(textOf())).toMatchObject({ entityInfo: { tillId: '7', storeId: '301' } });
    expect((JSON.parse(textOf(['tillId'])) as { entityInfo: unknown }).entityInfo).toEqual({ tillId: '7' });
  });
});
