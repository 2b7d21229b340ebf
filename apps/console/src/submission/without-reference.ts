import type { Values } from '../schema-form/field';

/** The values of a form for one more request: each has a business reference of its own. */
export function withoutReference(values: Values, reference: string | undefined): Values {
  return Object.fromEntries(Object.entries(values).filter(([, text]) => reference === undefined || text !== reference));
}
