import { lastFocused } from './keep-focus';

const FIELDS = 'input:not([type="hidden"], :disabled), textarea:not(:disabled), select:not(:disabled)';
/** In the order of what a person wants first. */
const FIRST = ['[data-autofocus]', FIELDS, 'button[type="submit"]', 'button', '.dialog-box'];

/** Puts the focus where an answer begins. What stands in a field stays before what is typed now. */
export function focusFirst(dialog: HTMLElement): void {
  const found = FIRST.map((selector) => dialog.querySelector<HTMLElement>(selector)).find((element) => element !== null);
  found?.focus({ preventScroll: true });
  if (found instanceof HTMLTextAreaElement) found.setSelectionRange(found.value.length, found.value.length);
}

/** What had the focus before each dialog opened. */
const places = new WeakMap<Element, HTMLElement>();

/** To be called before the dialog opens. An entry of a menu is gone when the dialog closes, so its button stands for it. */
export function rememberPlace(dialog: HTMLDialogElement): void {
  const before = lastFocused();
  const button = before?.closest('[role="menu"]')?.getAttribute('aria-labelledby') ?? '';
  const place = document.getElementById(button) ?? before;
  if (place instanceof HTMLElement) places.set(dialog, place);
}

/** To be called when the dialog has closed. Where it stood in another one that has closed as well, to what that one was opened from. */
export function returnFrom(dialog: HTMLDialogElement): void {
  let place = places.get(dialog);
  for (let around = closedAround(place); around; around = closedAround(place)) place = places.get(around);
  place?.focus({ preventScroll: true });
}

function closedAround(place: HTMLElement | undefined): Element | null | undefined {
  return place?.closest('dialog:not([open])');
}
