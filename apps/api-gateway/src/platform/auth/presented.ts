import type { FastifyRequest } from 'fastify';
import type { Credentials } from './client-key';

/** What a call shows of who makes it. */
export type Presented =
  | { readonly kind: 'user-token'; readonly token: string | undefined }
  | { readonly kind: 'api-token'; readonly token: string }
  | { readonly kind: 'secret'; readonly credentials: Credentials };

/**
 * A person comes before a program: clients of the documented API send Basic credentials, or an API token, beside the user's token,
 * and those are not looked at then. One kind of several is chosen by the header alone and never tried after another has failed.
 */
export function presentedBy({ headers }: Pick<FastifyRequest, 'headers'>): Presented {
  const own = headers['x-cap-ui-auth-token'];
  if (typeof own === 'string' && own !== '') return { kind: 'user-token', token: own };
  const [, scheme = '', value = ''] = /^(Bearer|Basic) +(\S+) *$/i.exec(headers.authorization ?? '') ?? [];
  if (scheme.toLowerCase() === 'bearer') return { kind: 'user-token', token: value };
  const apiToken = headers['cap-api-access-token'];
  if (typeof apiToken === 'string' && apiToken !== '') return { kind: 'api-token', token: apiToken };
  return scheme === '' ? { kind: 'user-token', token: undefined } : { kind: 'secret', credentials: basicCredentials(value) };
}

/** RFC 7617: all up to the first colon is the key. */
function basicCredentials(encoded: string): Credentials {
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return colon < 0 ? { key: text, secret: '' } : { key: text.slice(0, colon), secret: text.slice(colon + 1) };
}
