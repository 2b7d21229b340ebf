import { readFileSync } from 'node:fs';
import path from 'node:path';

const TESTDATA = path.join(__dirname, '../testdata');

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const TRACE = /^[0-9a-f]{32}$/;

/** An event, or what is in one. */
export type Json = string | number | boolean | null | Json[] | { [name: string]: Json };

export interface DocumentedEvent {
  readonly [name: string]: Json;
  readonly data: {
    readonly [name: string]: Json;
    readonly requestType: string;
    readonly comment: string;
    readonly currentRequestState: string;
    readonly requestAttributes: { readonly queryParams?: Record<string, Json>; readonly body: Record<string, Json> };
  };
}

/** A sample event of the documentation, by file name. */
export function documentedEvent(name: string): DocumentedEvent {
  return JSON.parse(readFileSync(path.join(TESTDATA, `${name}.json`), 'utf8')) as DocumentedEvent;
}

/**
 * The event as text with each id and time replaced by its form, so that two events are the same text when they have the same keys in
 * the same order, and the same values wherever a value is no id and no time.
 */
export function formOf(event: object): string {
  return JSON.stringify(event, (name, value: unknown) => {
    if ((name === 'eventId' || name === 'requestId') && isUuid(value)) return '<uuid>';
    if (name === 'refId' && typeof value === 'string')
      return value.replace(/_(.+)$/, (_, id: string) => (UUID.test(id) ? '_<uuid>' : `_${id}`));
    if (name === 'apiRequestId' && typeof value === 'string' && TRACE.test(value)) return '<trace>';
    if ((name === 'createdAt' || name === 'updateTime') && Number.isInteger(value)) return '<ms>';
    return value;
  });
}

function isUuid(value: unknown): boolean {
  return typeof value === 'string' && UUID.test(value);
}
