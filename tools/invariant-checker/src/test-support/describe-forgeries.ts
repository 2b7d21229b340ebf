import { type Forgery, TestWorld } from './test-world';

/** The invariant that must notice, what was done, and what it must say about it. */
export type ForgeryCase = readonly [invariant: string, done: string, forgery: Forgery, said: RegExp];

/** Each forgery is found by its invariant and named in a sentence. */
export function describeForgeries(about: string, cases: readonly ForgeryCase[]): void {
  describe(about, () => {
    let world: TestWorld;
    beforeAll(async () => {
      world = await TestWorld.build();
    });
    afterAll(() => world.drop());

    it.each(cases)('%s notices %s', async (id, _, forgery, said) => {
      const { violations } = await world.check(forgery, [id]);
      expect(violations.map(({ sentence }) => sentence)).toEqual(expect.arrayContaining([expect.stringMatching(said)]));
      expect(violations.every(({ invariant }) => invariant === id)).toBe(true);
    });
  });
}
