/** As browsers and the build say that a file of the program is not there. */
const MISSING =
  /^(?:Failed to fetch dynamically imported module|error loading dynamically imported module|Importing a module script failed|Unable to preload CSS)/;
const RELOADED = 'countersign.reloaded';

/** Fields that somebody wrote in, of whatever page is shown. */
const typed = new Set<HTMLInputElement | HTMLTextAreaElement>();
addEventListener(
  'input',
  ({ target }) => {
    if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) typed.add(target);
  },
  { capture: true, passive: true },
);

/** Whether a file of the program could not be fetched: mostly because another version is served meanwhile. */
export function isMissingPart(error: unknown): boolean {
  return error instanceof Error && MISSING.test(error.message);
}

/**
 * Loads the page anew once, where nothing is lost and the server answers; never twice at the same place, so never in a loop.
 * @param isUnfinished whether something but what was typed would be lost
 * @returns false where somebody has to ask for it
 */
export async function reloadOnce(isUnfinished: () => boolean): Promise<boolean> {
  if (sessionStorage.getItem(RELOADED) === location.href || isAnythingTyped() || isUnfinished()) return false;
  const isServed = await fetch('/console/', { cache: 'no-store' }).then(
    ({ ok }) => ok,
    () => false,
  );
  if (!isServed || isAnythingTyped() || isUnfinished()) return false;
  sessionStorage.setItem(RELOADED, location.href);
  location.reload();
  return true;
}

/** The page of this place is drawn: should its files be gone once more, it may be loaded anew once more. */
export function arrived(): void {
  sessionStorage.removeItem(RELOADED);
}

function isAnythingTyped(): boolean {
  for (const field of typed) if (!field.isConnected) typed.delete(field);
  return [...typed].some(({ value }) => value !== '');
}
