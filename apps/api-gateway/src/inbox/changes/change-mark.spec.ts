import { ChangeMark } from './change-mark';

describe('how far changes have been told', () => {
  it('reaches to the oldest transaction that has not ended', () => {
    const mark = new ChangeMark();
    expect(mark.from).toBeUndefined();
    mark.advance({ endedBelow: 90, begunBelow: 100 });
    expect(mark.from).toBe(90);
  });

  it('stays where a read was full, so that what it left out is read next', () => {
    const mark = new ChangeMark();
    mark.advance({ endedBelow: 90, begunBelow: 100, leftFrom: 70 });
    expect(mark.from).toBe(70);
  });

  it('passes by a transaction that does not end, and by nothing that began later', () => {
    let now = 0;
    const mark = new ChangeMark(() => now);
    for (let second = 0; second <= 31; second++) {
      now = second * 1_000;
      mark.advance({ endedBelow: 50, begunBelow: 100 + second });
    }
    expect(mark.from).toBe(100);
  });

  it('begins anew with the numbers of a database that was restored', () => {
    let now = 0;
    const mark = new ChangeMark(() => now);
    mark.advance({ endedBelow: 900, begunBelow: 1_000 });
    now = 40_000;
    mark.advance({ endedBelow: 20, begunBelow: 20 });
    expect(mark.from).toBe(20);
  });
});
