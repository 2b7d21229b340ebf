/** `POINTS_REDEMPTION` → `points-redemption`: the spelling of REST answers and queue names. */
export function kebabName(key: string): string {
  return key.toLowerCase().replaceAll('_', '-');
}

/** `POINTS_REDEMPTION` → `execute-points-redemption`: one queue per request type, so that a team can pause, slow or scale its own. */
export function executionQueueName(key: string): string {
  return `execute-${kebabName(key)}`;
}

/** `POINTS_REDEMPTION` → `POINTS-REDEMPTION`: the spelling of URLs. */
export function urlName(key: string): string {
  return key.replaceAll('_', '-');
}

/** Any spelling that a URL may use → the persisted key. Only letters that change their case alone: `ſ` is no other way to write `S`. */
export function keyFromUrl(segment: string): string {
  return segment.replace(/[a-z]/g, (letter) => letter.toUpperCase()).replaceAll('-', '_');
}
