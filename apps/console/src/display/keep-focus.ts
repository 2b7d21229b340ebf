/** Where the focus goes when what had it is taken away: headings, and the inside of dialogs. */
const HOME = '[data-focus-home]';

let path: readonly Element[] = [];

/** What has the focus; what had it last where that was removed. */
export function lastFocused(): Element | undefined {
  return document.activeElement === document.body ? path[0] : (document.activeElement ?? undefined);
}

/**
 * Leaves nobody with the focus on nothing: when what had it is removed, because a page, a panel or a row has changed, it goes to the nearest
 * heading that is left. Call it once.
 */
export function keepFocus(): void {
  document.addEventListener('focusin', (event) => {
    path = event.composedPath().filter((target) => target instanceof Element);
  });
  new MutationObserver(() => {
    if (document.activeElement !== document.body || path[0]?.isConnected !== false) return;
    for (const around of path)
      if (around.isConnected) {
        const home = around.matches(HOME) ? around : around.querySelector(HOME);
        if (home instanceof HTMLElement) return home.focus({ preventScroll: true });
      }
  }).observe(document.body, { childList: true, subtree: true });
}
