const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** Ids of other shapes cannot be in the store, which would not even take them as a question. */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}
