const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** An object's members; none of anything else. */
export function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Readonly<Record<string, unknown>>) : {};
}

/** A text that PostgreSQL can hold and a sentence can quote; null for anything else. */
export function plainText(value: unknown): string | null {
  return typeof value === 'string' ? value.replace(/[^\x20-\x7e]/g, '?').slice(0, 300) : null;
}

export function uuid(value: unknown): string | null {
  return typeof value === 'string' && UUID.test(value) ? value : null;
}

export function integer(value: unknown): number | null {
  return Number.isSafeInteger(value) ? (value as number) : null;
}

export function number(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** As a PostgreSQL array within JSON. */
export function integers(value: unknown): number[] | null {
  return Array.isArray(value) ? value.filter((one) => Number.isSafeInteger(one)) : null;
}
