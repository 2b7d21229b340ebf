import { Client } from 'pg';
import { contentOf, operationsOf } from '../../test-support/fuzz/fuzzed-calls';
import type { Schema } from '../../test-support/fuzz/schema-values';
import { startTestGateway, type TestGateway, textAt } from '../../test-support/gateway';
import { REQUESTS } from '../../test-support/requests';
import { digestOfRows } from '../../test-support/stored-rows';
import type { TestPerson } from '../../test-support/tokens';
import type { OpenapiDocument } from '../platform/openapi/document';

/** May do everything, so that nothing but the field itself stands in the way. */
const EVERYBODY: TestPerson = {
  id: 6001,
  name: 'all.one',
  orgs: { '0': ['CanMakeRequest', 'CanCheckRequest', 'CanConfigureWorkflows', 'CanOperateWorkflows', 'CanAuditWorkflows'] },
};
/** What a caller would like to say and the gateway alone decides. */
const FORBIDDEN = [
  ...['orgId', 'requesterId', 'requesterName', 'userId', 'checkerId', 'state', 'version', 'approvals', 'quorum', 'verdict', 'autoApproved'],
  ...['createdAt', 'updatedAt', 'endedAt', 'expiresAt', 'policyVersion', 'outcome', 'executionState', 'traceId', 'secret', 'createdBy'],
  ...['hostname', 'host', 'headers', 'path', 'method', 'idempotencyKey', 'digest', 'IntouchAPITask_Output', 'isAdmin', 'grants'],
  // Every object has them already.
  ...['toString', 'constructor', '__proto__', 'hasOwnProperty', 'valueOf'],
];
type Json = Readonly<Record<string, unknown>>;

interface Place {
  readonly pointer: string;
  /** The example with one more field at this place. */
  readonly with: (field: string) => unknown;
  readonly known: ReadonlySet<string>;
}

describe('a field that is not the caller’s to set', () => {
  let gateway: TestGateway;
  let document: OpenapiDocument;
  beforeAll(async () => {
    gateway = await startTestGateway();
    document = JSON.parse((await gateway.call({ url: '/openapi.json' })).text) as OpenapiDocument;
  });
  afterAll(() => gateway.close());

  /** A request of each type that its maker may ask for again: only then is the body looked at as deep as this. */
  async function withdrawn(): Promise<ReadonlyMap<string, string>> {
    const { examples = {} } = contentOf(
      operationsOf(document).find(({ path, method }) => path === `${REQUESTS}/{type}` && method === 'post')!,
    )!;
    const requests = new Map<string, string>();
    for (const [type, { value }] of Object.entries(examples)) {
      const headers = { prefer: 'respond-async' };
      const made = await gateway.call({ method: 'POST', url: `${REQUESTS}/${type}`, as: EVERYBODY, body: value, headers });
      const requestId = textAt(made, 'data', 'requestId');
      await gateway.call({ method: 'POST', url: `${REQUESTS}/requests/${requestId}/withdraw`, as: EVERYBODY });
      requests.set(type, requestId);
    }
    return requests;
  }

  it('is refused by its name at every depth of every body, and nothing is done', async () => {
    const ended = await withdrawn();
    const before = await digestOfRows(gateway.databaseUrl);
    const accepted: unknown[] = [];
    let tried = 0;
    for (const operation of operationsOf(document)) {
      const content = contentOf(operation);
      for (const [type, { value }] of Object.entries(content?.examples ?? {})) {
        const named = operation.path.endsWith('/resubmit') ? (ended.get(type) ?? NOBODY) : NOBODY;
        const url = operation.path.replace('{type}', type === 'example' ? 'POINTS-REDEMPTION' : type).replaceAll(/\{\w+\}/g, named);
        const method = operation.method.toUpperCase() as 'POST';
        const calls = placesIn(value as Json, content?.schema ?? {}).flatMap(({ pointer, with: changed, known }) =>
          FORBIDDEN.filter((field) => !known.has(field)).map(async (field) => {
            tried++;
            const answer = await gateway.call({ method, url, as: EVERYBODY, body: changed(field), headers: { prefer: 'respond-async' } });
            const errors = answer.json['errors'] as unknown as { code: number; reference: string | null }[] | undefined;
            const isNamed =
              answer.status === 400 && errors?.some(({ code, reference }) => code === 2008 && reference === `${pointer}/${field}`);
            if (!isNamed) accepted.push([method, url, `${pointer}/${field}`, answer.status, answer.text.slice(0, 200)]);
          }),
        );
        await Promise.all(calls);
      }
    }
    expect(accepted.slice(0, 10)).toEqual([]);
    expect(tried).toBeGreaterThan(1_000);
    expect(await digestOfRows(gateway.databaseUrl)).toEqual(before);
  });

  it('is dropped where clients of the documented API send it, and reaches neither answer nor store', async () => {
    const { examples = {} } = contentOf(
      operationsOf(document).find(({ path, method }) => path === `${REQUESTS}/{type}` && method === 'post')!,
    )!;
    for (const [type, { value }] of Object.entries(examples)) {
      const submission = value as { payload: { 'IntouchAPITask-Payload': object } };
      const call = { ...submission.payload['IntouchAPITask-Payload'], ...DROPPED };
      const body = { ...submission, payload: { 'IntouchAPITask-Payload': call } };
      const answer = await gateway.call({ method: 'POST', url: `${REQUESTS}/${type}`, as: EVERYBODY, body });
      expect([type, answer.status]).toEqual([type, 200]);
      expect(answer.text).not.toMatch(/elsewhere|c2VjcmV0|smuggled/);
    }
    const stored = JSON.stringify(await everythingStored(gateway.databaseUrl));
    expect(stored).not.toMatch(/elsewhere|c2VjcmV0|smuggled/);
  });
});

const NOBODY = '0199d3a4-5b6c-7d8e-9f01-23456789abcd';
const DROPPED = {
  hostname: 'https://elsewhere.example.com',
  headers: { authorization: 'Basic c2VjcmV0' },
  pathParams: { customerId: 'smuggled' },
};

/** Every object inside that takes only the fields it knows. */
function placesIn(value: Json, schema: Schema, pointer = ''): readonly Place[] {
  const variant = schema.anyOf?.find(({ properties }) => properties && Object.keys(value).every((key) => key in properties)) ?? schema;
  const { properties } = variant;
  if (!properties || Array.isArray(value)) return [];
  const known = new Set(Object.keys(properties));
  const inside = Object.entries(value).flatMap(([key, member]) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? placesIn(member as Json, properties[key] ?? {}, `${pointer}/${key}`).map((place) => ({
          ...place,
          with: (field: string) => ({ ...value, [key]: place.with(field) }),
        }))
      : [],
  );
  return [{ pointer, known, with: (field) => ({ ...value, [field]: 'x' }) }, ...inside];
}

async function everythingStored(databaseUrl: string): Promise<unknown> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return (await client.query('select to_jsonb(r) from request r union all select to_jsonb(t) from transition t')).rows;
  } finally {
    await client.end();
  }
}
