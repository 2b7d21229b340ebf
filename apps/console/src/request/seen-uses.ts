/** By request, the names of the warnings that somebody could read before they decided. */
export type SeenUses = ReadonlyMap<string, ReadonlySet<string>>;

/** What was in sight for less than that was read by nobody. */
const TO_READ_MS = 500;

/** A warning about a request, as it is found on the page. One that stands there twice is found twice. */
export interface FoundWarning {
  readonly requestId: string;
  readonly name: string;
  readonly isInSight: boolean;
}

/** Keeps which warnings are in sight, and since when. What was read once stays so for as long as it is on the page with the same words. */
export class Sightings {
  private known: ReadonlyMap<string, Sighting> = new Map();

  /** @param found all that are on the page at this moment */
  look(found: readonly FoundWarning[], now: number): void {
    const known = new Map<string, Sighting>();
    for (const { requestId, name, isInSight } of found) {
      const key = keyOf(requestId, name);
      const before = this.known.get(key);
      const since = isInSight || known.get(key)?.since !== undefined ? (before?.since ?? now) : undefined;
      const isRead = before?.isRead === true || (since !== undefined && now - since >= TO_READ_MS);
      known.set(key, { requestId, name, since, isRead });
    }
    this.known = known;
  }

  read(): SeenUses {
    const read = [...this.known.values()].filter(({ isRead }) => isRead);
    return new Map(
      read.map(({ requestId }) => [requestId, new Set(read.filter((one) => one.requestId === requestId).map(({ name }) => name))]),
    );
  }

  /** Whether nobody could read it yet, nor can right now. */
  isUnseen(requestId: string, name: string): boolean {
    const one = this.known.get(keyOf(requestId, name));
    return one?.isRead !== true && one?.since === undefined;
  }
}

interface Sighting {
  readonly requestId: string;
  readonly name: string;
  /** Absent while it is out of sight. */
  readonly since: number | undefined;
  readonly isRead: boolean;
}

function keyOf(requestId: string, name: string): string {
  return `${requestId} ${name}`;
}
