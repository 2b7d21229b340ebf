import { useMemo, useSyncExternalStore } from 'react';
import { idsOf, type RequestView } from '../api/request-view';
import { type FoundWarning, type SeenUses, Sightings } from './seen-uses';

/** Often enough to tell half a second. */
const LOOK_EVERY_MS = 100;
/** What lies at the very edge belongs to the neighbour. */
const INSIDE_PX = 1;

/** Put on the element of a warning, it has its being read noticed. */
export function warningMark(requestIds: readonly string[], name: string) {
  return { 'data-warning': name, 'data-requests': requestIds.join(' '), tabIndex: -1 };
}

interface WatchedWarnings {
  /** How many have been out of sight so far. */
  readonly unseen: number;
  /** @returns what could be read up to this moment */
  readonly seen: () => SeenUses;
  /** Brings the first one that was out of sight before the eyes; the focus goes with it, because what was pressed may go. */
  readonly showUnseen: () => void;
}

/** Watches the warnings about these requests for as long as somebody may decide on them. */
export function useWarningWatch(requests: readonly RequestView[]): WatchedWarnings {
  const ids = idsOf(requests).join(' ');
  const watch = useMemo(() => new WarningWatch(new Set(ids.split(' '))), [ids]);
  const unseen = useSyncExternalStore(watch.subscribe, watch.unseen);
  return { unseen, seen: watch.seen, showUnseen: watch.showUnseen };
}

/** Looks at the page itself: that a warning was drawn does not tell that it was in the window. */
class WarningWatch {
  private readonly sightings = new Sightings();
  private count = 0;

  constructor(private readonly requestIds: ReadonlySet<string>) {}

  readonly subscribe = (onChange: () => void): (() => void) => {
    const look = (): void => {
      const before = this.count;
      this.look();
      if (this.count !== before) onChange();
    };
    look();
    const timer = setInterval(look, LOOK_EVERY_MS);
    // A window that nobody sees has slow timers.
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  };

  readonly unseen = (): number => this.count;

  readonly seen = (): SeenUses => {
    this.look();
    return this.sightings.read();
  };

  readonly showUnseen = (): void => {
    const first = this.warnings().find((warning) => this.isUnseen(warning));
    first?.element.focus({ preventScroll: true });
    first?.element.scrollIntoView({ block: 'center' });
  };

  private look(): void {
    const warnings = this.warnings();
    this.sightings.look(warnings.flatMap(foundIn), performance.now());
    this.count = warnings.filter((warning) => this.isUnseen(warning)).length;
  }

  private warnings(): readonly Warning[] {
    return [...document.querySelectorAll<HTMLElement>('[data-warning]')].flatMap((element) => {
      const { warning: name = '', requests = '' } = element.dataset;
      const requestIds = requests.split(' ').filter((requestId) => this.requestIds.has(requestId));
      return requestIds.length > 0 ? [{ element, name, requestIds }] : [];
    });
  }

  private isUnseen({ name, requestIds }: Warning): boolean {
    return requestIds.some((requestId) => this.sightings.isUnseen(requestId, name));
  }
}

interface Warning {
  readonly element: HTMLElement;
  readonly name: string;
  readonly requestIds: readonly string[];
}

function foundIn({ element, name, requestIds }: Warning): readonly FoundWarning[] {
  const isInSight = isSeenWhole(element);
  return requestIds.map((requestId) => ({ requestId, name, isInSight }));
}

/** Neither scrolled away, in the window or in what scrolls inside of it, nor below a dialog, a bar or a notice, nor in a hidden window. */
function isSeenWhole(element: HTMLElement): boolean {
  if (document.visibilityState !== 'visible') return false;
  const { left, right, top, bottom } = element.getBoundingClientRect();
  const points = [
    [left + INSIDE_PX, top + INSIDE_PX],
    [(left + right) / 2, (top + bottom) / 2],
    [right - INSIDE_PX, bottom - INSIDE_PX],
  ] as const;
  return points.every(([x, y]) => element.contains(document.elementFromPoint(x, y)));
}
