/** Where the payloads of request types say why. */
const REASONS = ['reason', 'notes', 'redemption_purpose', 'comment', 'remarks'];

/** What the maker gives as reason, in the words of the payload; the first by the order of `REASONS`, wherever it stands. */
export function reasonOf(payload: unknown): string | undefined {
  const found = new Map<string, string>();
  look(payload, found);
  return REASONS.map((name) => found.get(name)).find((text) => text !== undefined);
}

function look(value: unknown, found: Map<string, string>): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, inner] of Object.entries(value)) {
    if (typeof inner === 'string' && inner.trim() !== '' && !found.has(name)) found.set(name, inner);
    else look(inner, found);
  }
}
