import type { ConsoleFile } from './built-console';
import type { SignIn } from './console.config';

/** What every answer of the console says to browsers. */
export const FILE_HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

/** The console needs none of them, so that nothing that ran in it by mistake gets any. */
const PERMISSIONS = ['camera', 'display-capture', 'geolocation', 'microphone', 'payment', 'publickey-credentials-get', 'serial', 'usb']
  .map((feature) => `${feature}=()`)
  .join(', ');

/** The headers of the page: its own scripts, styles with this answer's nonce, calls home and to the identity provider, nothing else. */
export function pageHeaders(nonce: string, signIn: SignIn): Record<string, string> {
  const callees = ["'self'", ...(signIn.kind === 'oidc' ? [new URL(signIn.authority).origin] : [])];
  return {
    ...FILE_HEADERS,
    'cache-control': 'no-store',
    'permissions-policy': PERMISSIONS,
    'content-security-policy': [
      "default-src 'none'",
      "script-src 'self'",
      `style-src 'self' 'nonce-${nonce}'`,
      "img-src 'self' data:",
      "font-src 'self'",
      `connect-src ${callees.join(' ')}`,
      "form-action 'self'",
      "frame-ancestors 'none'",
      "base-uri 'none'",
      "manifest-src 'self'",
    ].join('; '),
  };
}

/** How long a file may be kept, and how it is packed. */
export function fileHeaders({ mediaType, packed, isImmutable }: ConsoleFile, coding: string | undefined): Record<string, string> {
  return {
    ...FILE_HEADERS,
    'content-type': mediaType,
    'cache-control': isImmutable ? 'public, max-age=31536000, immutable' : 'public, max-age=3600',
    ...(packed.length > 0 && { vary: 'Accept-Encoding' }),
    ...(coding !== undefined && { 'content-encoding': coding }),
  };
}
