import type { Search } from './filters';

/** A list under a name. It never holds customers or references: only what the address bar may show. */
export interface SavedView {
  readonly name: string;
  readonly search: Search;
}

const MOST_VIEWS = 30;
const LONGEST_NAME = 40;

/** What everybody has. */
export function builtInViews(userId: number): readonly SavedView[] {
  return [
    { name: 'To decide', search: {} },
    { name: 'My requests', search: { maker: String(userId), states: 'any' } },
    { name: 'Decided by me', search: { checker: String(userId), states: 'any', sort: 'ended-last' } },
    { name: 'All', search: { states: 'any' } },
  ];
}

/** Of this browser, by person. What somebody else wrote there is passed over. */
export function readViews(userId: number): readonly SavedView[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(placeOf(userId)) ?? '[]');
    return Array.isArray(stored) ? stored.filter(isView).slice(0, MOST_VIEWS) : [];
  } catch {
    return [];
  }
}

export function writeViews(userId: number, views: readonly SavedView[]): void {
  localStorage.setItem(placeOf(userId), JSON.stringify(views));
}

/** With this view under its name, in place of one that had it. */
export function withView(views: readonly SavedView[], { name, search }: SavedView): readonly SavedView[] {
  const trimmed = name.trim().slice(0, LONGEST_NAME);
  if (trimmed === '') return views;
  const others = views.filter((view) => view.name !== trimmed);
  return [...others.slice(0, MOST_VIEWS - 1), { name: trimmed, search }];
}

export function isSameSearch(one: Search, other: Search): boolean {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].every((name) => one[name] === other[name]);
}

function isView(value: unknown): value is SavedView {
  if (typeof value !== 'object' || value === null || !('name' in value) || !('search' in value)) return false;
  const { name, search } = value;
  return (
    typeof name === 'string' &&
    typeof search === 'object' &&
    search !== null &&
    Object.values(search).every((text) => typeof text === 'string')
  );
}

function placeOf(userId: number): string {
  return `countersign.views.${userId}`;
}
