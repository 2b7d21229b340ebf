/** An Idempotency-Key. Made once for what a person wants and sent again with every try, so that it happens once. */
export function freshKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
