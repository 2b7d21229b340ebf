/** No brackets, commas, colons or quotes: what our own words put around a text cannot stand in it. */
const PLAIN = /^[\p{L}\p{N}\p{M} _.@+\-'#&/]*$/u;

/** A text of the maker's in a line of ours. In quotes where it could pass for our own words, so that no two payloads come to share a line. */
export function inLine(text: string): string {
  return PLAIN.test(text) ? text : `“${text.replaceAll('”', '””')}”`;
}
