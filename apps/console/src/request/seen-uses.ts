/** By request, the names of warnings. */
type WarningNames = ReadonlyMap<string, ReadonlySet<string>>;

/** What somebody could read before they decided, and what stood there and they could not. */
export interface Reading {
  readonly seen: WarningNames;
  readonly unread: WarningNames;
}

/** What was in sight for less than that was read by nobody. */
const TO_READ_MS = 500;

/** A part of a warning about a request. What is taller than the window can only be read part by part. */
export interface WarningPart {
  readonly requestId: string;
  readonly name: string;
  /** A word. */
  readonly part: string;
}

/** One as it is found on the page. */
export interface FoundPart extends WarningPart {
  readonly isInSight: boolean;
}

/** Keeps which parts are in sight, and since when. What was read once stays so for as long as it is on the page with the same words. */
export class Sightings {
  private known: ReadonlyMap<string, Sighting> = new Map();

  /** @param found all that are on the page at this moment */
  look(found: readonly FoundPart[], now: number): void {
    this.known = new Map(
      found.map(({ isInSight, ...part }) => {
        const before = this.known.get(keyOf(part));
        const since = isInSight ? (before?.since ?? now) : undefined;
        const isRead = before?.isRead === true || (since !== undefined && now - since >= TO_READ_MS);
        return [keyOf(part), { ...part, since, isRead }];
      }),
    );
  }

  /** A warning is read when each part of it was. */
  reading(): Reading {
    const unread = new Set(this.parts().flatMap((part) => (part.isRead ? [] : [warningOf(part)])));
    return {
      seen: namesOf(this.parts().filter((part) => !unread.has(warningOf(part)))),
      unread: namesOf(this.parts().filter((part) => unread.has(warningOf(part)))),
    };
  }

  isRead(part: WarningPart): boolean {
    return this.known.get(keyOf(part))?.isRead === true;
  }

  /** Whether nobody could read it yet, nor can right now. */
  isUnseen(part: WarningPart): boolean {
    return !this.isRead(part) && this.known.get(keyOf(part))?.since === undefined;
  }

  /** How many warnings have such a part. */
  unseen(): number {
    return new Set(this.parts().flatMap((part) => (this.isUnseen(part) ? [warningOf(part)] : []))).size;
  }

  private parts(): readonly Sighting[] {
    return [...this.known.values()];
  }
}

interface Sighting extends WarningPart {
  /** Absent while it is out of sight. */
  readonly since: number | undefined;
  readonly isRead: boolean;
}

function namesOf(parts: readonly WarningPart[]): WarningNames {
  const names = new Map<string, Set<string>>();
  for (const { requestId, name } of parts) names.set(requestId, (names.get(requestId) ?? new Set()).add(name));
  return names;
}

function warningOf({ requestId, name }: WarningPart): string {
  return `${requestId} ${name}`;
}

function keyOf(part: WarningPart): string {
  return `${part.part} ${warningOf(part)}`;
}
