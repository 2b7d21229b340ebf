/** RFC 6901: `['a/b', '0']` → `/a~1b/0`; the whole document is the empty string. */
export function jsonPointer(path: readonly string[]): string {
  return path.map((segment) => `/${segment.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
