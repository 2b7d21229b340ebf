import { subscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import type { Passing, Striker } from './striker';
import { lostConnection } from './lost-connection';

/** What undici's channels tell of a request that it writes; `headers` has names and values in turn. */
interface WrittenRequest {
  readonly headers: readonly unknown[];
}

/**
 * Points right after the last byte of an HTTP request was handed to the system. A lie here breaks the connection under it.
 * @param passing which points a request with these headers passes; none for other people's requests
 */
export function watchWrittenRequests(
  striker: Striker,
  passing: (header: (name: string) => string | undefined) => readonly Passing[],
): void {
  const sockets = new WeakMap<WrittenRequest, Socket>();
  subscribe('undici:client:sendHeaders', (message) => {
    const { request, socket } = message as { readonly request: WrittenRequest; readonly socket: Socket };
    sockets.set(request, socket);
  });
  subscribe('undici:request:bodySent', (message) => {
    const { request } = message as { readonly request: WrittenRequest };
    if (striker.pass(passing((name) => headerOf(request, name)))) sockets.get(request)?.destroy(lostConnection());
  });
}

function headerOf({ headers }: WrittenRequest, name: string): string | undefined {
  const index = headers.findIndex((header, at) => at % 2 === 0 && String(header).toLowerCase() === name);
  return index < 0 ? undefined : String(headers[index + 1]);
}
