/** What a key does in the list. */
export type KeyCommand = 'next' | 'previous' | 'select' | 'approved' | 'rejected' | 'sent-back' | 'search' | 'help' | 'clear' | 'open';

export const KEYS: readonly { readonly keys: string; readonly does: string; readonly command: KeyCommand }[] = [
  { keys: 'j', does: 'Next request', command: 'next' },
  { keys: 'k', does: 'Previous request', command: 'previous' },
  { keys: 'x', does: 'Mark it for one decision with others', command: 'select' },
  { keys: 'Enter', does: 'Open it', command: 'open' },
  { keys: 'a', does: 'Approve it, or all that are marked', command: 'approved' },
  { keys: 'r', does: 'Reject it, or all that are marked', command: 'rejected' },
  { keys: 's', does: 'Send it back to its maker, or all that are marked', command: 'sent-back' },
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

/** The row that a step leads to; stays at the ends, begins at the top. */
export function stepTo(ids: readonly string[], current: string | undefined, step: 1 | -1): string | undefined {
  const at = current === undefined ? -1 : ids.indexOf(current);
  if (at < 0) return ids[0];
  return ids[Math.min(Math.max(at + step, 0), ids.length - 1)];
}
