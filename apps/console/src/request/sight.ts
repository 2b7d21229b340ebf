/** What lies at the very edge belongs to the neighbour. */
const INSIDE_PX = 1;

/** Where somebody has to have looked to have read an element, and what has to be scrolled to for that. */
export interface Point {
  readonly block: 'start' | 'center' | 'end';
  readonly of: (rect: DOMRect) => readonly [number, number];
}

/** That the middle was in the window does not tell that its ends were. */
export const POINTS: readonly Point[] = [
  { block: 'start', of: ({ left, top }) => [left + INSIDE_PX, top + INSIDE_PX] },
  { block: 'center', of: ({ left, right, top, bottom }) => [(left + right) / 2, (top + bottom) / 2] },
  { block: 'end', of: ({ right, bottom }) => [right - INSIDE_PX, bottom - INSIDE_PX] },
];

/** Neither scrolled away, in the window or in what scrolls inside of it, nor below a dialog, a bar or a notice, nor in a hidden window. */
export function isInSight(element: HTMLElement, { of }: Point): boolean {
  if (document.visibilityState !== 'visible') return false;
  return element.contains(document.elementFromPoint(...of(element.getBoundingClientRect())));
}
