/** One word without brackets, commas, colons or quotes: neither our own words nor what they put around a text can stand in it. */
const PLAIN = /^[\p{L}\p{N}\p{M}_.@+\-'#&/]*$/u;

/** A text of the maker's in a line of ours. In quotes where it could pass for our own words, so that no two payloads come to share a line. */
export function inLine(text: string): string {
  return PLAIN.test(text) ? text : `“${text.replaceAll('”', '””')}”`;
}
