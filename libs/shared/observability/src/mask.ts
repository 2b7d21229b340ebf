/** Enough of an identifier to recognise it by, not enough to use it: the first and last two characters. */
export function maskIdentifier(identifier: string): string {
  // A short one would be half told by its ends; its length is hidden too.
  if (identifier.length < 8) return '****';
  return identifier.slice(0, 2) + '*'.repeat(identifier.length - 4) + identifier.slice(-2);
}

/** `9877792149` → `98******49`; blanks, dashes and a leading plus are dropped first. */
export function maskMobile(mobile: string): string {
  return maskIdentifier(mobile.replace(/[\s+()-]/g, ''));
}

const URL_QUERY = /(\bhttps?:\/\/[^\s?#"'<>]*)[?#][^\s"'<>]*/g;
const CREDENTIALS_IN_URL = /(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/@"']+@/gi;
/** 10 to 15 digits on their own, as in a mobile number; parts of UUIDs and longer words are left alone. */
const LONG_NUMBER = /(?<![\w-])\+?\d{10,15}(?![\w-])/g;

const EMAIL = /(?<![\w.+-])[\w.+-]+(?:@|%40)[\w-]+(?:\.[\w-]+)+/gi;

/** Free text (an error's message, say) without URL queries, URL credentials, e-mail addresses and mobile numbers. */
export function maskText(text: string): string {
  return text.replace(URL_QUERY, '$1?…').replace(CREDENTIALS_IN_URL, '$1…@').replace(EMAIL, '…@…').replace(LONG_NUMBER, maskMobile);
}

/** Segments as routes and ids have them: words, numbers that are no mobile number, trace ids, UUIDs and what is made of them. */
const PLAIN_SEGMENT =
  /^(?:[a-z]+(?:[-_.](?:[a-z]+|\d{1,4}))*|v\d|\d{1,9}|[0-9a-f]{32}|(?:\d{1,15}_)?[0-9a-f]{8}-[0-9a-f-]{27}(?:\.[0-9a-f-]{36})?(?:\.\d{1,6})?)$/i;

/** A URL's path without query, and without what a caller may have put where an id or a word of ours belongs. */
export function maskPath(url: string): string {
  const [path = ''] = url.split(/[?#]/, 1);
  const masked = path.split('/').map((segment) => (segment === '' || PLAIN_SEGMENT.test(segment) ? maskText(segment) : '…'));
  return masked.join('/');
}
