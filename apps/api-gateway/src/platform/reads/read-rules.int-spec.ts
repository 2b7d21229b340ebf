import { waitFor } from '@countersign/local-servers';
import { Client } from 'pg';
import { startTestGateway, type TestGateway } from '../../../test-support/gateway';
import { READ_RULES } from '../../../test-support/read-rules';
import { REQUESTS } from '../../../test-support/requests';
import { ROUTE_RULES } from '../../../test-support/route-rules';
import { callOf, furnish, personOf } from '../../../test-support/two-orgs';

const ORG = 0;
const LAST = `GET ${REQUESTS}/requests`;

describe('every route that reads', () => {
  let gateway: TestGateway;
  let owner: Client;
  beforeAll(async () => {
    gateway = await startTestGateway();
    owner = new Client({ connectionString: gateway.databaseUrl });
    await owner.connect();
  });
  afterAll(async () => {
    await owner.end();
    await gateway.close();
  });

  const reads = Object.entries(ROUTE_RULES).filter(([route]) => route.startsWith('GET '));
  const noted = Object.keys(READ_RULES).filter((route) => READ_RULES[route] === 'is noted');
  const notedOf = async (id: number): Promise<readonly string[]> =>
    (await owner.query<{ what: string }>('select distinct what from read_action where actor_id = $1', [id])).rows.map(({ what }) => what);

  it('is noted when it shows what is known of customers, or what people wrote, and no other is', async () => {
    expect(Object.keys(READ_RULES).toSorted()).toEqual(reads.map(([route]) => route).toSorted());
    const things = (await furnish(gateway)).get(ORG)!;
    const reader = personOf(ORG, 'a stranger');
    const refused: string[] = [];
    for (const [route, rule] of reads) {
      const { status, text } = await gateway.call(callOf(route, rule, things, reader));
      if (status !== 200) refused.push(`${route} answered ${status} ${text}`);
    }
    expect(refused).toEqual([]);
    // What was noted before it is written with it, or earlier.
    const after = { ...reader, id: reader.id + 50 };
    await gateway.call(callOf(LAST, ROUTE_RULES[LAST]!, things, after));
    await waitFor(async () => (await notedOf(after.id)).length > 0, { what: 'the last read in the journal' });
    expect((await notedOf(reader.id)).toSorted()).toEqual(noted.toSorted());
  });
});
