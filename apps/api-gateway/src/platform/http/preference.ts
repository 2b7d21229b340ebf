/** How long a caller wants to wait for an outcome, by RFC 7240. */
export interface WaitPreference {
  readonly waitMs: number;
  /** What to say in Preference-Applied; absent when the caller preferred nothing that we know. */
  readonly applied?: string;
}

const DEFAULT_WAIT_SECONDS = 5;
export const LONGEST_WAIT_SECONDS = 30;

/** Preferences that are unknown or make no sense are ignored, as the RFC wants. */
export function readPreference(header: string | undefined): WaitPreference {
  const preferences = (header ?? '').split(',').map((part) => part.split(';', 1)[0]?.trim().toLowerCase() ?? '');
  for (const preference of preferences) {
    const wait = /^wait\s*=\s*"?(\d{1,9})"?$/.exec(preference)?.[1];
    if (wait === undefined) continue;
    const seconds = Math.min(Number(wait), LONGEST_WAIT_SECONDS);
    return { waitMs: seconds * 1000, applied: `wait=${seconds}` };
  }
  if (preferences.includes('respond-async')) return { waitMs: 0, applied: 'respond-async' };
  return { waitMs: DEFAULT_WAIT_SECONDS * 1000 };
}
