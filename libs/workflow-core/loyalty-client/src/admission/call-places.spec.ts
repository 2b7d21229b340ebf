import { CallPlaces } from './call-places';

function entering(places: CallPlaces, orgId: number, times: number): number {
  return Array.from({ length: times }, () => places.enter(orgId)).filter(Boolean).length;
}

describe('the places of a connector', () => {
  it('are never more than its limit, whoever asks', () => {
    const places = new CallPlaces(10, 3);
    for (const orgId of [1, 2, 3, 4, 5]) entering(places, orgId, 20);
    expect(places.underWay).toBe(10);
  });

  it('let a lone org have more than its share', () => {
    expect(entering(new CallPlaces(10, 3), 1, 20)).toBe(7);
  });

  it('keep a share free for the others when one org takes all that it gets', () => {
    const places = new CallPlaces(10, 3);
    entering(places, 1, 20);
    expect(entering(places, 2, 20)).toBe(3);
  });

  it('come back when calls end, and only to the org that had them', () => {
    const places = new CallPlaces(10, 3);
    entering(places, 1, 20);
    places.leave(2);
    expect(places.underWay).toBe(7);
    places.leave(1);
    expect(entering(places, 1, 20)).toBe(1);
  });

  it('are all there for the only org of a connector', () => {
    expect(entering(new CallPlaces(10, 10), 1, 20)).toBe(10);
    expect(entering(new CallPlaces(1, 1), 1, 20)).toBe(1);
  });
});
