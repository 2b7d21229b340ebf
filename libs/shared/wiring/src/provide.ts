declare const STANDS_FOR: unique symbol;

/** The name of something that is made elsewhere, such as a port. It knows the type of what it stands for; at run time it is a symbol. */
export type Token<T> = symbol & { readonly [STANDS_FOR]: T };

/** A token, or a class that stands for its own objects. */
export type Key<T> = Token<T> | (abstract new (...parts: never[]) => T);

type AnyKey = Key<unknown>;
type Parts<Keys extends readonly AnyKey[]> = { -readonly [Index in keyof Keys]: Keys[Index] extends Key<infer Part> ? Part : never };
type KeysOf<Parameters extends readonly unknown[]> = { readonly [Index in keyof Parameters]: Key<Parameters[Index]> };

/** A Nest provider that is made by a function. */
interface Provided<K extends AnyKey> {
  readonly provide: K;
  readonly inject: AnyKey[];
  readonly useFactory: (...parts: never[]) => unknown;
}

/** @param name for errors and logs */
export function token<T>(name: string): Token<T> {
  return Symbol(name) as Token<T>;
}

/** A provider that is made of what the keys stand for, handed over in their order. */
export function provide<T, const Keys extends readonly AnyKey[]>(
  key: Key<T>,
  parts: Keys,
  make: (...parts: Parts<Keys>) => NoInfer<T>,
): Provided<Key<T>> {
  return { provide: key, inject: [...parts], useFactory: make };
}

/** An object of a class that knows no Nest. The keys stand for the parameters of its constructor, in order; optional ones may be left out. */
export function provideClass<T, Parameters extends readonly unknown[]>(
  made: new (...parameters: Parameters) => T,
  parts: KeysOf<Parameters>,
): Provided<Key<T>> {
  // The mapped types above are the check; a class cannot be seen to be a key of its own objects while its parameters are unknown.
  const key = made as unknown as Key<T>;
  return {
    provide: key,
    inject: [...parts] as AnyKey[],
    useFactory: (...parameters: unknown[]) => new made(...(parameters as unknown as Parameters)),
  };
}

export function provideValue<T>(key: Key<T>, value: NoInfer<T>) {
  return { provide: key, useValue: value };
}

/** A second key for what another key stands for. */
export function provideAs<T>(key: Key<T>, existing: Key<NoInfer<T>>) {
  return { provide: key, useExisting: existing };
}
