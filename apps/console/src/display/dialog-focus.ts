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

/** Where the focus goes when the dialog closes: what had it before. An entry of a menu is gone by then, so its button stands for it. */
export function placeToReturnTo(): HTMLElement | undefined {
  const before = lastFocused();
  const button = before?.closest('[role="menu"]')?.getAttribute('aria-labelledby') ?? '';
  const place = document.getElementById(button) ?? before;
  return place instanceof HTMLElement ? place : undefined;
}
