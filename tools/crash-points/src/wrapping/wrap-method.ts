import type { Passing, Striker } from './striker';

/** Names of the methods of a class that give a promise. */
type Promising<Self> = { [Name in keyof Self]: Self[Name] extends (...args: never[]) => Promise<unknown> ? Name : never }[keyof Self];
type ArgsOf<Method> = Method extends (...args: infer Args) => Promise<unknown> ? Args : never;
type ResultOf<Method> = Method extends (...args: never[]) => Promise<infer Result> ? Result : never;

/** Which points are passed before and after a method, and how a lost connection looks to its caller. */
export interface Wrapping<Self, Args, Result> {
  readonly before?: (args: Args) => readonly Passing[];
  readonly after?: (result: Result, args: Args, self: Self) => readonly Passing[];
  readonly lost: () => Result;
}

/** How long after its caller was told that it failed a statement is still done. Longer than the first pause before a repetition. */
const ON_ITS_WAY_MS = 400;

/**
 * Puts points around a method of a class. A lie after it: it is done, and fails. A lie before it: it fails, and is done all the same a
 * moment later, as when the connection breaks behind a statement that is on its way.
 * @throws Error when the class has no such method: then the points would never be reached, and a test that walks them would prove nothing
 */
export function wrapMethod<Self extends object, Name extends Promising<Self>>(
  owner: { readonly name: string; readonly prototype: Self },
  name: Name,
  striker: Striker,
  { before, after, lost }: Wrapping<Self, ArgsOf<Self[Name]>, ResultOf<Self[Name]>>,
): void {
  type Args = ArgsOf<Self[Name]>;
  type Result = ResultOf<Self[Name]>;
  const original: unknown = owner.prototype[name];
  if (typeof original !== 'function') throw new Error(`There is no method ${owner.name}.${String(name)} to put crash points around.`);
  const call = (self: Self, args: Args): Promise<Result> => Reflect.apply(original, self, args as unknown[]) as Promise<Result>;
  async function withCrashPoints(this: Self, ...given: unknown[]): Promise<Result> {
    const args = given as Args;
    if (before && striker.pass(before(args))) {
      setTimeout(() => void call(this, args).catch(() => undefined), ON_ITS_WAY_MS);
      return lost();
    }
    const result = await call(this, args);
    return after && striker.pass(after(result, args, this)) ? lost() : result;
  }
  Object.defineProperty(owner.prototype, name, { value: withCrashPoints, configurable: true, writable: true });
}
