import { RefusedSignIns } from './refused-sign-ins';

describe('refused sign-ins', () => {
  it('are counted one by one, and told of once a minute, by reason', () => {
    let now = 0;
    const counted: string[] = [];
    const told: object[] = [];
    const signIns = new RefusedSignIns({ count: (reason) => counted.push(reason), tell: (refused) => told.push(refused) }, () => now);
    for (let call = 0; call < 60; call += 1) {
      signIns.note(call % 3 === 0 ? 'wrong-secret' : 'foreign-token');
      now += 999;
    }
    expect(counted).toHaveLength(60);
    expect(told).toEqual([{ 'wrong-secret': 1 }]);
    now = 60_000;
    signIns.note('expired-token');
    expect(told.slice(1)).toEqual([{ 'foreign-token': 40, 'wrong-secret': 19, 'expired-token': 1 }]);
  });
});
