import { provide, provideAs, provideClass, provideValue, token } from './provide';

interface Clock {
  now(): number;
}
interface Store {
  read(id: string): string;
}
class Reader {
  constructor(
    readonly store: Store,
    readonly clock: Clock,
    readonly limit = 10,
  ) {}
}

const CLOCK = token<Clock>('Clock');
const STORE = token<Store>('Store');
const clock: Clock = { now: () => 7 };
const store: Store = { read: (id) => id };

describe('wiring', () => {
  it('makes an object of a class of the parts that its constructor takes, in their order', () => {
    const { inject, useFactory, provide: key } = provideClass(Reader, [STORE, CLOCK]);
    expect([key, inject]).toEqual([Reader, [STORE, CLOCK]]);
    expect((useFactory as (...parts: unknown[]) => unknown)(store, clock)).toEqual(new Reader(store, clock));
  });

  it('hands over what the keys stand for', () => {
    const { inject, useFactory } = provide(CLOCK, [Reader, STORE], (reader, { read }) => ({
      now: () => reader.limit + read('abc').length,
    }));
    expect(inject).toEqual([Reader, STORE]);
    const made = (useFactory as (...parts: unknown[]) => Clock)(new Reader(store, clock), store);
    expect(made.now()).toBe(13);
  });

  it('does not compile with two parts swapped, one missing or unknown, or something else than was promised', () => {
    // @ts-expect-error The constructor takes the store first.
    provideClass(Reader, [CLOCK, STORE]);
    // @ts-expect-error The clock is missing.
    provideClass(Reader, [STORE]);
    // @ts-expect-error A bare symbol stands for nothing.
    provideClass(Reader, [STORE, Symbol('Clock')]);
    // @ts-expect-error A store is no clock.
    provide(CLOCK, [STORE], (made) => made);
    // @ts-expect-error The parts come in the order of their keys.
    provide(CLOCK, [STORE, CLOCK], (first: Clock, _second: Store) => first);
    // @ts-expect-error A clock is no store.
    provideValue(STORE, clock);
    // @ts-expect-error One key cannot stand for what the other one promises.
    provideAs(STORE, CLOCK);
    expect([provideValue(STORE, store), provideAs(CLOCK, CLOCK)]).toEqual([
      { provide: STORE, useValue: store },
      { provide: CLOCK, useExisting: CLOCK },
    ]);
  });
});
