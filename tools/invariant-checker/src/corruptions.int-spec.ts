import { ALL_INVARIANTS } from './invariants/all-invariants';
import { TestWorld } from './test-support/test-world';

/** What may change without anybody outside being told anything else: settings, hints, and copies of what stands elsewhere. */
const UNWATCHED: Readonly<Record<string, readonly string[]>> = {
  request: [
    'type_version',
    'requester_name',
    'till_id',
    'store_id',
    'zone_id',
    'concept_id',
    'payload_salt',
    'payload_digest',
    'customer',
    'reference',
    'amount',
    'line',
    'loyalty_key_hash',
    'natural_key_hash',
    'fingerprint',
    'loyalty_answer',
  ],
  decision: ['checker_name', 'digest_seen', 'idempotency_key', 'fingerprint'],
  transition: ['actor_name'],
  attempt: ['code', 'http_status', 'duration_ms', 'endpoint_id'],
  delivery: ['payload_format', 'renderer_version', 'attempts'],
  review: ['proposal', 'proposed_by_name', 'proposed_at', 'decided_by_name', 'decided_at', 'evidence'],
};

interface Column {
  readonly table: string;
  readonly column: string;
  readonly type: string;
}

/** Another value of the column's type than the one that is there. */
function otherValue({ column, type }: Column): string {
  switch (type) {
    case 'timestamp with time zone':
      return `coalesce(${column}, now()) + interval '1 hour'`;
    case 'bigint':
    case 'integer':
    case 'numeric':
      return `coalesce(${column}, 0) + 1000`;
    case 'boolean':
      return `not ${column}`;
    case 'uuid':
      return 'gen_random_uuid()';
    case 'json':
    case 'jsonb':
      return `'{"kind":"other"}'`;
    default:
      return `coalesce(${column}, '') || 'x'`;
  }
}

describe('any field of a good world', () => {
  let world: TestWorld;
  beforeAll(async () => {
    world = await TestWorld.build();
  });
  afterAll(() => world.drop());

  it('is noticed by some invariant when it changes, or is known to be nobody’s business', async () => {
    const unnoticed: Record<string, string[]> = {};
    for (const column of await world.columns(Object.keys(UNWATCHED))) {
      const id = '01a00000-0000-7000-8000-000000000011';
      const sql = `update ${column.table} set ${column.column} = ${otherValue(column)} where request_id = '${id}'`;
      const { violations } = await world.check({ sql }, IDS);
      if (violations.length === 0) (unnoticed[column.table] ??= []).push(column.column);
    }
    for (const [table, columns] of Object.entries(UNWATCHED))
      expect({ table, unnoticed: unnoticed[table]?.toSorted() }).toEqual({ table, unnoticed: columns.toSorted() });
  });
});

const IDS = ALL_INVARIANTS.map(({ id }) => id).filter((id) => id !== 'I16');
