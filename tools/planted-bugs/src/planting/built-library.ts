import { createRequire } from 'node:module';
import path from 'node:path';
import { NothingToPatchError } from './nothing-to-patch-error';

const load = createRequire(__filename);

/** A library of ours as the app of this process loads it: the built one, the same instance. */
export function library(name: string): unknown {
  return load(name);
}

/** A module inside a built library, by its path there without extension. @throws NothingToPatchError */
export function innerModule(name: string, module: string): Record<string, unknown> {
  const file = path.join(path.dirname(load.resolve(name)), `${module}.js`);
  try {
    return load(file) as Record<string, unknown>;
  } catch (cause) {
    throw new NothingToPatchError(`${name} has no module ${module} (${String(cause)})`);
  }
}
