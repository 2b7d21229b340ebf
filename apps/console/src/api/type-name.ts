/** `points-redemption` and `POINTS_REDEMPTION` as people read them. */
export function titleOfType(name: string): string {
  const words = name.toLowerCase().replaceAll(/[-_]/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The key of events and of the routes under /v3, from either spelling. */
export function keyOfType(name: string): string {
  return name.toUpperCase().replaceAll('-', '_');
}
