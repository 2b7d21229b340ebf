/** What a key does in the list. */
export type KeyCommand =
  | 'next'
  | 'previous'
  | 'select'
  | 'approved'
  | 'rejected'
  | 'sent-back'
  | 'search'
  | 'help'
  | 'clear'
  | 'open'
  | 'refresh'
  | 'news'
  | 'next-page'
  | 'previous-page';

export const KEYS: readonly { readonly keys: string; readonly does: string; readonly command: KeyCommand }[] = [
  { keys: 'j', does: 'Next request', command: 'next' },
  { keys: 'k', does: 'Previous request', command: 'previous' },
  { keys: 'x', does: 'Mark it for one decision with others', command: 'select' },
  { keys: 'Enter', does: 'Open it', command: 'open' },
  { keys: 'a', does: 'Approve it, or all that are marked', command: 'approved' },
  { keys: 'r', does: 'Reject it, or all that are marked', command: 'rejected' },
  { keys: 's', does: 'Send it back to its maker, or all that are marked', command: 'sent-back' },
  { keys: 'u', does: 'Read the list again', command: 'refresh' },
  { keys: 'n', does: 'Show what is new', command: 'news' },
  { keys: '>', does: 'Next page', command: 'next-page' },
  { keys: '<', does: 'Previous page', command: 'previous-page' },
  { keys: '/', does: 'Go to the filters', command: 'search' },
  { keys: 'Escape', does: 'Unmark all', command: 'clear' },
  { keys: '?', does: 'Show these keys', command: 'help' },
];

interface Pressed {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly isComposing: boolean;
}

/** What has the focus: a field to write in or an open menu takes every key, a link or a button takes Enter. */
export type Focus = 'writes' | 'presses' | 'nothing';

/** Undefined where a person writes, or means another program. */
export function commandOf({ key, ctrlKey, metaKey, altKey, isComposing }: Pressed, focus: Focus): KeyCommand | undefined {
  if (focus === 'writes' || (focus === 'presses' && key === 'Enter') || ctrlKey || metaKey || altKey || isComposing) return undefined;
  return KEYS.find(({ keys }) => keys === key)?.command;
}

/**
 * The row that a step leads to; stays at the ends, begins at the top.
 *
 * @param before the list in which the current row was last: where it is gone since, a step leads from where it was
 */
export function stepTo(
  ids: readonly string[],
  current: string | undefined,
  step: 1 | -1,
  before: readonly string[] = [],
): string | undefined {
  if (current === undefined) return ids[0];
  const at = ids.indexOf(current);
  if (at >= 0) return ids[Math.min(Math.max(at + step, 0), ids.length - 1)];
  const was = before.indexOf(current);
  const onwards = step === 1 ? before.slice(was + 1) : before.slice(0, Math.max(was, 0)).reverse();
  return onwards.find((id) => ids.includes(id)) ?? (was < 0 || step === -1 ? ids[0] : nearest(ids, before.slice(0, was)));
}

/** The last of these that is still listed; else the first row. */
function nearest(ids: readonly string[], candidates: readonly string[]): string | undefined {
  return [...candidates].reverse().find((id) => ids.includes(id)) ?? ids[0];
}
