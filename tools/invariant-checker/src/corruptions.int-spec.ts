import { ALL_INVARIANTS } from './invariants/all-invariants';
import { STORIES } from './test-support/good-stories';
import { requestIdOf } from './test-support/story';
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
    'expires_at',
    'customer',
    'reference',
    'line',
    'loyalty_key_hash',
    'natural_key_hash',
    'fingerprint',
    'loyalty_answer',
    'reminders',
    'reminded_at',
    'erased_at',
    'customer_keys',
    'open_positions',
  ],
  decision: ['checker_name', 'idempotency_key', 'fingerprint', 'position'],
  transition: ['actor_name', 'written_in'],
  attempt: ['code', 'epoch', 'http_status', 'duration_ms', 'written_in'],
  delivery: ['payload_format', 'renderer_version', 'attempts', 'epoch', 'due_at'],
  review: ['proposal', 'proposed_by_name', 'proposed_at', 'decided_by_name', 'decided_at', 'evidence'],
};

interface Column {
  readonly name: string;
  readonly type: string;
}

/** Another value of the column's type than the one that is there. */
function otherValue({ name, type }: Column): string {
  switch (type) {
    case 'timestamp with time zone':
      return `coalesce(${name}, now()) + interval '1 hour'`;
    case 'bigint':
    case 'integer':
    case 'numeric':
      return `coalesce(${name}, 0) + 1000`;
    case 'boolean':
      return `not ${name}`;
    case 'uuid':
      return 'gen_random_uuid()';
    case 'ARRAY':
      return 'array[1000]';
    case 'json':
    case 'jsonb':
      return `'{"kind":"other"}'`;
    default:
      return `coalesce(${name}, '') || 'x'`;
  }
}

// A check for each column of a table.
jest.setTimeout(120_000);

describe('any field of a good world', () => {
  let world: TestWorld;
  beforeAll(async () => {
    world = await TestWorld.build();
  });
  afterAll(() => world.drop());

  it.each(Object.entries(UNWATCHED))('of %s is noticed when it changes, or is known to be unwatched', async (table, unwatched) => {
    const unnoticed: string[] = [];
    for (const column of await world.columns(table)) {
      const sql = `update ${table} set ${column.name} = ${otherValue(column)} where request_id = '${requestIdOf(STORIES.resolvedAsExecuted)}'`;
      const { violations } = await world.check({ sql }, IDS);
      if (violations.length === 0) unnoticed.push(column.name);
    }
    expect(unnoticed.toSorted()).toEqual(unwatched.toSorted());
  });
});

const IDS = ALL_INVARIANTS.map(({ id }) => id).filter((id) => id !== 'I16');
