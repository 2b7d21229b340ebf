/** What a part of a history is made of. */
interface Version {
  readonly version: number;
  readonly basedOn?: number;
  readonly status: string;
}

/** Which part of a policy's history. */
export interface VersionRange {
  readonly limit: number;
  /** Only versions below this one. */
  readonly before?: number;
}

/** A part of a policy's history, and what is to be known whatever the part. */
export interface PageOf<V extends Version> {
  readonly active?: V;
  /** All that wait for a second person, newest first. */
  readonly proposals: readonly V[];
  /** Newest first. */
  readonly versions: readonly V[];
  /** What proposals and versions are based on, as far as it is not version 0. */
  readonly bases: readonly V[];
  /** There are versions below this one, the last of the page. */
  readonly nextBefore?: number;
}

/**
 * @param found newest first: at least the `limit + 1` newest versions of the range, the active one, all proposals, and what any of these
 *   is based on. More does no harm.
 */
export function versionPage<V extends Version>(found: readonly V[], { limit, before = Number.POSITIVE_INFINITY }: VersionRange): PageOf<V> {
  const below = found.filter(({ version }) => version < before);
  const versions = below.slice(0, limit);
  const last = versions.at(-1);
  const active = found.find(({ status }) => status === 'active');
  const proposals = found.filter(({ status }) => status === 'proposed');
  const basedOn = new Set([...versions, ...proposals].map((policy) => policy.basedOn));
  return {
    ...(active && { active }),
    proposals,
    versions,
    bases: found.filter(({ version }) => basedOn.has(version)),
    ...(last && below.length > limit && { nextBefore: last.version }),
  };
}
