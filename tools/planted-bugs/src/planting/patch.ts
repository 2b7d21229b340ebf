import { innerModule } from './built-library';
import { NothingToPatchError } from './nothing-to-patch-error';

/** Names of the public methods of a class. */
type MethodOf<Instance> = {
  [Name in keyof Instance]: Instance[Name] extends (...args: never[]) => unknown ? Name : never;
}[keyof Instance] &
  string;

/** Puts another method in the place of a class's own, for all its instances. @throws NothingToPatchError */
export function patchMethod<Instance extends object, Name extends MethodOf<Instance>>(
  owner: { readonly prototype: Instance; readonly name: string } | undefined,
  method: Name,
  wrap: (original: Instance[Name]) => Instance[Name],
): void {
  const own = owner && Object.getOwnPropertyDescriptor(owner.prototype, method);
  if (typeof own?.value !== 'function') throw new NothingToPatchError(`no class has the method ${method} that was looked for`);
  Object.defineProperty(owner?.prototype, method, { ...own, value: wrap(own.value as Instance[Name]) });
}

export interface FunctionPlace {
  readonly library: string;
  /** Path inside the built library, without extension. */
  readonly module: string;
  readonly name: string;
}

/** Puts another function in the place of one that other modules call through its module. @throws NothingToPatchError */
export function patchFunction<Function extends (...args: never[]) => unknown>(
  { library, module, name }: FunctionPlace,
  wrap: (original: Function) => Function,
): void {
  replaceExport(innerModule(library, module), name, wrap);
}

/** What a module exports of another one's cannot be replaced there: its callers do not ask it again. @throws NothingToPatchError */
export function replaceExport<Function extends (...args: never[]) => unknown>(
  module: Record<string, unknown>,
  name: string,
  wrap: (original: Function) => Function,
): void {
  const own = Object.getOwnPropertyDescriptor(module, name);
  if (typeof own?.value !== 'function' || own.writable !== true) throw new NothingToPatchError(`no module has its own function ${name}`);
  module[name] = wrap(own.value as Function);
}
