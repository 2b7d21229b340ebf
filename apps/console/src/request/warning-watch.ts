import { useMemo, useSyncExternalStore } from 'react';
import { idsOf, type RequestView } from '../api/request-view';
import { type FoundPart, type Reading, Sightings, type WarningPart } from './seen-uses';
import { isInSight, type Point, POINTS } from './sight';

/** Often enough to tell half a second. */
const LOOK_EVERY_MS = 100;

/** Put on the element of a warning, it has its being read noticed. @param part where one warning about a request has more than one */
export function warningMark(requestIds: readonly string[], name: string, part = 'words') {
  return { 'data-warning': name, 'data-requests': requestIds.join(' '), 'data-part': part };
}

export interface WatchedWarnings {
  /** How many have been out of sight so far. */
  readonly unseen: number;
  /** @returns what could be read up to this moment, and what could not */
  readonly reading: () => Reading;
  /** Brings the first one that was out of sight before the eyes; the focus goes with it, because what was pressed may go. */
  readonly showUnseen: () => void;
  /** The ref of what stands in the same dialog as the warnings, or on the page as they do. */
  readonly besideThem: (element: HTMLElement | null) => void;
}

/** Watches the warnings about these requests for as long as somebody may decide on them. */
export function useWarningWatch(requests: readonly RequestView[]): WatchedWarnings {
  const ids = idsOf(requests).join(' ');
  const watch = useMemo(() => new WarningWatch(new Set(ids.split(' '))), [ids]);
  const unseen = useSyncExternalStore(watch.subscribe, watch.unseen);
  return { unseen, reading: watch.reading, showUnseen: watch.showUnseen, besideThem: watch.besideThem };
}

/** Looks at the page itself: that a warning was drawn does not tell that it was in the window. */
class WarningWatch {
  private readonly sightings = new Sightings();
  private count = 0;
  private beside: HTMLElement | null = null;

  constructor(private readonly requestIds: ReadonlySet<string>) {}

  readonly besideThem = (element: HTMLElement | null): void => {
    this.beside = element;
  };

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

  readonly reading = (): Reading => {
    this.look();
    return this.sightings.reading();
  };

  readonly showUnseen = (): void => {
    const first = this.marked().find(({ parts }) => parts.some((part) => this.sightings.isUnseen(part)));
    if (!first) return;
    const { element, point } = first;
    // Only now: a click on the words is no more than one on any other text.
    element.tabIndex = -1;
    element.addEventListener('blur', () => element.removeAttribute('tabindex'), { once: true });
    element.focus({ preventScroll: true });
    element.scrollIntoView({ block: point.block });
  };

  private look(): void {
    const found = this.marked().flatMap((marked) => this.foundIn(marked));
    this.sightings.look(found, performance.now());
    this.count = this.sightings.unseen();
  }

  private foundIn({ element, point, parts }: Marked): readonly FoundPart[] {
    // A hundred requests have many warnings: what was read is not looked for again.
    const isSeen = !parts.every((part) => this.sightings.isRead(part)) && isInSight(element, point);
    return parts.map((part) => ({ ...part, isInSight: isSeen }));
  }

  /** The page behind a dialog may warn of the same: that is not what is decided on here. */
  private marked(): readonly Marked[] {
    const dialog = this.beside?.closest('dialog');
    const elements = [...document.querySelectorAll<HTMLElement>('[data-warning]')];
    return elements.filter((element) => element.closest('dialog') === dialog).flatMap((element) => this.pointsOf(element));
  }

  private pointsOf(element: HTMLElement): readonly Marked[] {
    const { warning: name = '', requests = '', part = '' } = element.dataset;
    const requestIds = requests.split(' ').filter((requestId) => this.requestIds.has(requestId));
    return POINTS.map((point) => ({
      element,
      point,
      parts: requestIds.map((requestId) => ({ requestId, name, part: `${part}-${point.block}` })),
    }));
  }
}

/** A point of an element that warns of one request or of many. */
interface Marked {
  readonly element: HTMLElement;
  readonly point: Point;
  readonly parts: readonly WarningPart[];
}
