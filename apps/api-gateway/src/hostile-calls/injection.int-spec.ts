import { hasVisibleCharacter, identifier } from '@countersign/contract';
import { createLogger } from '@countersign/observability';
import { HOSTILE_TEXTS } from '../../test-support/fuzz/hostile-values';
import { startTestGateway, type TestGateway, textAt } from '../../test-support/gateway';
import { decide, decisionOf, ENTITY, REQUESTS, submit } from '../../test-support/requests';
import { CHECKER, CONFIGURATOR, MAKER, OPERATOR } from '../../test-support/tokens';

/** Texts that a person may well write; as an identifier where one can be, else as a note and a comment alone. */
const WORDS = HOSTILE_TEXTS.filter((text) => text === text.trim() && /^\P{Cc}{1,255}$/u.test(text) && hasVisibleCharacter(text));
const isIdentifier = (text: string): boolean => identifier().safeParse(text).success;

describe('text of a caller', () => {
  const lines: string[] = [];
  let gateway: TestGateway;
  beforeAll(async () => {
    const logger = createLogger({ name: 'api-gateway', level: 'debug' }, { write: (line: string) => lines.push(line) });
    gateway = await startTestGateway({}, undefined, logger);
  });
  afterAll(() => gateway.close());

  it('is kept and shown as it is, whatever language it would mean something in', async () => {
    expect(WORDS.length).toBeGreaterThan(30);
    for (const [index, words] of WORDS.entries()) {
      const redeem = {
        points_redeemed: '1',
        customer: { external_id: isIdentifier(words) ? words : `C-${index}` },
        notes: words,
        external_reference_number: isIdentifier(words) ? `${index} ${words}`.slice(0, 255) : `R-${index}`,
      };
      const payload = { 'IntouchAPITask-Payload': { body: { root: { redeem } } } };
      const submitted = await submit(gateway, { entityInfo: ENTITY, payload });
      expect([words, submitted.status]).toEqual([words, 200]);
      expect(submitted.text).toContain(JSON.stringify(redeem));
      const requestId = textAt(submitted, 'data', 'requestId');
      const comment = { payload: { 'AdminTask-Payload': { actionDecision: 'rejected', actionMessage: words } } };
      await decide(gateway, decisionOf(requestId, 'rejected', comment), { as: CHECKER });
      const read = await gateway.call({ url: `${REQUESTS}/requests/${requestId}`, as: MAKER });
      expect(textAt(read, 'data', 'details', 'AdminTask-Payload', 'actionMessage')).toBe(words);
      expect(await found(`customer=${encodeURIComponent(redeem.customer.external_id)}`)).toContain(requestId);
      expect(await found(`reference=${encodeURIComponent(redeem.external_reference_number)}`)).toEqual([requestId]);
    }
  }, 30_000);

  it('finds only what it names: no wildcard, no second condition', async () => {
    for (const words of ["x' or '1'='1", '%', '_', '1 %', "1') or true --"])
      expect(await found(`reference=${encodeURIComponent(words)}`)).toEqual([]);
  });

  it('cannot add a line to the log, nor stand in one', async () => {
    const forged = 'x","level":"error","msg":"forged"}\n{"level":"error","msg":"forged line"}\r\n';
    await gateway.call({
      url: `${REQUESTS}/requests?reference=${encodeURIComponent(forged)}`,
      as: MAKER,
      headers: { 'user-agent': 'forged agent', referer: 'forged referer' },
    });
    await gateway.call({ url: `/${encodeURIComponent(forged)}`, as: MAKER, headers: { traceparent: 'forged trace' } });
    await gateway.call({ method: 'POST', url: '/operations/request-types/EARN-BADGE/pause', as: OPERATOR, body: { reason: forged } });
    await submit(gateway, forged);
    expect(lines.length).toBeGreaterThan(WORDS.length);
    for (const line of lines) {
      expect(line.indexOf('\n')).toBe(line.length - 1);
      expect((JSON.parse(line) as { level: string }).level).not.toBe('error');
    }
    expect(lines.filter((line) => /forged/.test(line) && !/%22forged/.test(line))).toEqual([]);
  });

  it('adds no header to a delivery: line breaks in a webhook’s headers are refused in each field', async () => {
    const body = {
      name: 'crm',
      eventNames: ['requestWorkflowEvent'],
      webHookType: 'HTTP',
      methodType: 'POST',
      webHookUrl: 'https://crm.example.com/',
    };
    for (const [name, value] of [
      ['X-A', 'a\r\nX-Evil: 1'],
      ['X-A', 'a\nb'],
      ['X-A', 'a\u0085b'],
      ['X-A\r\nX-Evil', '1'],
      ['X-A: 1\r\nX-Evil', '1'],
      ['', '1'],
    ] as const) {
      const answer = await gateway.call({
        method: 'POST',
        url: '/v3/webHooks',
        as: CONFIGURATOR,
        body: { ...body, webHookHeaders: { [name]: value } },
      });
      expect([answer.status, answer.json['errors']]).toMatchObject([
        400,
        [{ code: 2008, reference: `/webHookHeaders/${name.replaceAll('/', '~1')}` }],
      ]);
    }
  });

  async function found(query: string): Promise<readonly string[]> {
    const answer = await gateway.call({ url: `${REQUESTS}/requests?${query}`, as: MAKER });
    expect(answer.status).toBe(200);
    return (answer.json['data'] as unknown as { requestId: string }[]).map(({ requestId }) => requestId);
  }
});
