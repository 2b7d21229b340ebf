import { token } from '@countersign/wiring';
import type { Person } from './request-records';

/** Somebody was answered with personal data. */
export interface PersonRead {
  readonly orgId: number;
  readonly person: Person;
  /** Method and route, such as `GET /v1/requests/:id`. */
  readonly what: string;
  /** What was looked for. What could name a customer is a keyed hash here, never the text. */
  readonly filter?: Readonly<Record<string, string>>;
  /** When it was one request. */
  readonly requestId?: string;
  /** How many requests, or entries of a journal, were shown. */
  readonly rows: number;
  readonly traceId: string;
}

/** Takes reads for the journal. */
export interface PersonReads {
  /**
   * Before the answer is sent; returns at once, and what is noted is written soon after, with others.
   * @throws WorkflowError `unavailable` while there is no room: what cannot be journaled is not shown
   */
  note(read: PersonRead): void;
}

export const PERSON_READS = token<PersonReads>('PersonReads');

/** A read on its way into the journal; of several that were gathered, the last one. */
export interface NotedRead extends PersonRead {
  /** Milliseconds since then. */
  readonly agoMs: number;
  /** How many it stands for. */
  readonly times: number;
}

/** A read as the journal tells it; all but id and time is forgotten where the org keeps reads for a time. */
export interface JournaledRead {
  readonly readId: number;
  readonly at: Date;
  readonly read?: Omit<PersonRead, 'orgId'> & { readonly times: number };
}

export interface ReadPage {
  readonly reads: readonly JournaledRead[];
  readonly next?: number;
}

/** Which reads are looked for. */
export interface ReadFilter {
  /** Who looked for a customer, whose keyed hash this is, or opened a request that names them. */
  readonly named?: { readonly customer: string; readonly key: string };
  readonly requestId?: string;
}

/** Where reads are kept. */
export interface ReadStore {
  add(reads: readonly NotedRead[]): Promise<void>;
  /** The newest first. */
  list(orgId: number, limit: number, before?: number, filter?: ReadFilter): Promise<ReadPage>;
}

export const READ_STORE = token<ReadStore>('ReadStore');
