import type { Client } from 'pg';
import type { RunFacts } from '../evidence/evidence';
import type { JournalEvidence } from '../report';

/** All that the invariants may look at: the product's tables and the loaded evidence in one session, seen at one moment. */
export interface World {
  readonly run: RunFacts;
  readonly redisUrl?: string;
  /** Absent when nothing of the journal lies outside. */
  readonly journal?: JournalEvidence & { readonly databaseUrl: string };
  /** The rows of a query on the product's tables, the `seen_` tables and what is derived from them. */
  rows<Row>(sql: string): Promise<Row[]>;
}

/** A world over an open session. */
export function worldOver(client: Client, run: RunFacts, outside: Pick<World, 'redisUrl' | 'journal'> = {}): World {
  return {
    run,
    ...outside,
    rows: async <Row>(sql: string): Promise<Row[]> => (await client.query(sql)).rows as Row[],
  };
}
