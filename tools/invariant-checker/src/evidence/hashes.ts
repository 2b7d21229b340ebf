import { createHash } from 'node:crypto';

/**
 * What stands for a payload in a history: SHA-256 (hex) of `{"queryParams":<text>,"body":<text>}` with both texts as they were sent, and
 * without the first member when no `queryParams` was sent. A member given as an object counts as `JSON.stringify` writes it.
 */
export function payloadHashOf({ queryParams, body }: { readonly queryParams?: object | string; readonly body: object | string }): string {
  const query = queryParams === undefined ? '' : `"queryParams":${textOf(queryParams)},`;
  return sha256(`{${query}"body":${textOf(body)}}`);
}

/** What stands for an answer in a history: SHA-256 (hex) of its body. Nothing in the body of a 2xx changes when it is replayed. */
export function answerHashOf(bodyText: string): string {
  return sha256(bodyText);
}

export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

function textOf(value: object | string): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
