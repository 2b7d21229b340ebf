import type { ServerResponse } from 'node:http';
import type { RequestType } from '@countersign/contract';
import { requestTypes } from '@countersign/request-type-catalog';
import { AnsweredCalls } from '../../test-support/answered-calls';

const BY_KEY = new Map(requestTypes.map((type) => [type.key, type]));

function typeOf(key: string): RequestType {
  const type = BY_KEY.get(key);
  if (!type) throw new Error(`there is no ${key}`);
  return type;
}

/** Texts in JSON, each as it stands between quotes. */
const EVIL_TEXTS: Readonly<Record<string, string>> = {
  'a NUL': 'No \\u0000 such customer',
  'nothing but NULs': '\\u0000\\u0000',
  'half of a surrogate pair': 'No \\ud83d such customer',
  'the other half': 'No \\udc4d such customer',
  'halves in the wrong order': '\\udc4d\\ud83d',
  'control characters': '\\u0001\\u001f\\u007f\\u0085',
  'bidi controls and newlines': '\\u202e\\n\\r\\u2028',
  'quotes and backslashes': '\\"\\\\u0000\\\\',
  'two hundred thousand characters': 'x'.repeat(200_000),
};

/** Codes as they stand in JSON. */
const EVIL_CODES: Readonly<Record<string, string>> = {
  'with a NUL': '"8015\\u0000"',
  'half of a pair': '"\\ud800"',
  'of a hundred thousand digits': `"${'7'.repeat(100_000)}"`,
  'that no double holds': '1e999',
  'with many decimals': '8015.0000000000000000000000001',
  'that is negative': '-0',
};

describe('an answer with', () => {
  let calls: AnsweredCalls;
  beforeAll(async () => {
    calls = await AnsweredCalls.start();
  });
  afterAll(() => calls.close());

  const refuse = (response: ServerResponse, code: string, message: string | Buffer): void => {
    response.writeHead(400, { 'content-type': 'application/json', 'x-cap-request-id': '\xfcber' });
    response.end(
      Buffer.concat([Buffer.from(`{"errors":[{"code":${code},"message":"`), Buffer.from(message), Buffer.from('"}],"warnings":[]}')]),
    );
  };

  it.each(Object.entries(EVIL_TEXTS))(
    'a message of %s is a refusal, for a type that is replayed and for one that is held',
    async (_, text) => {
      calls.answersWith((response) => {
        refuse(response, '8015', text);
      });
      for (const key of ['CUSTOMER_STATUS_CHANGE', 'GOODWILL_POINTS']) {
        const { stored, classes } = await calls.executeOne(typeOf(key));
        expect([stored.state, stored.outcome?.code, classes]).toEqual(['failed', '8015', ['refused']]);
        expect(stored.outcome?.message.length).toBeLessThanOrEqual(2_000);
      }
    },
  );

  it('a message that is not UTF-8 is a refusal', async () => {
    calls.answersWith((response) => {
      refuse(response, '8015', Buffer.from('M\xfcller\xff\xfe', 'latin1'));
    });
    const { stored } = await calls.executeOne(typeOf('GOODWILL_POINTS'));
    expect(stored).toMatchObject({ state: 'failed', outcome: { code: '8015', message: 'M\ufffdller\ufffd\ufffd' } });
  });

  it.each(Object.entries(EVIL_CODES))('a code %s ends the request at its first attempt', async (_, code) => {
    calls.answersWith((response) => {
      refuse(response, code, 'No');
    });
    const { stored, classes } = await calls.executeOne(typeOf('CUSTOMER_STATUS_CHANGE'));
    expect([stored.state, classes]).toEqual(['failed', ['refused']]);
    expect(stored.outcome?.code?.length).toBeLessThanOrEqual(100);
  });

  it.each(Object.entries(EVIL_TEXTS))('a warning of %s is a success', async (_, text) => {
    calls.answersWith((response) => response.end(`{"createdId":38,"warnings":[{"code":"1","message":"${text}"}]}`));
    const { stored } = await calls.executeOne(typeOf('GOODWILL_POINTS'));
    expect(stored).toMatchObject({ state: 'approved', outcome: { kind: 'executed' } });
  });

  it('a NUL in a redemption that is refused is sent once and fails', async () => {
    let sent = 0;
    calls.answersWith((response) => {
      sent += 1;
      response.end(`{"response":{"responses":{"points":{"item_status":{"success":"false","code":816,"message":"\\u0000"}}}}}`);
    });
    const { stored } = await calls.executeOne(typeOf('POINTS_REDEMPTION'));
    expect([stored.state, stored.outcome?.code, sent]).toEqual(['failed', '816', 1]);
  });

  it.each([
    ['fields that nobody asked for, in odd forms', '"data":{"a":{"b":[1e400,-0,"\\ud800"]},"c":2},'],
    ['a number of a thousand digits', `"data":{"points":${'9'.repeat(1_000)}},`],
  ])('%s is read all the same', async (_, extra) => {
    calls.answersWith((response) => response.end(`{${extra}"createdId":38,"warnings":[]}`));
    expect((await calls.executeOne(typeOf('GOODWILL_POINTS'))).stored.state).toBe('approved');
  });

  it('no warnings is a success of a status change that names its customer', async () => {
    calls.answersWith((response) => response.end('{"createdId":566881933}'));
    expect((await calls.executeOne(typeOf('CUSTOMER_STATUS_CHANGE'))).stored.state).toBe('approved');
  });

  it.each([
    ['ten megabytes', (response: ServerResponse) => response.end(`{"createdId":38,"warnings":["${'x'.repeat(10_000_000)}"]}`)],
    [
      'nesting without end',
      (response: ServerResponse) => response.end(`{"createdId":38,"warnings":${'['.repeat(9_000)}${']'.repeat(9_000)}}`),
    ],
  ])('%s is in doubt, and that is written', async (_, answering) => {
    calls.answersWith((response) => void answering(response));
    const { stored, classes } = await calls.executeOne(typeOf('GOODWILL_POINTS'));
    expect([stored.state, classes]).toEqual(['needs_review', ['in-doubt']]);
  });

  it('words that PostgreSQL cannot take takes down nothing that is settled with it', async () => {
    let answer = 0;
    calls.answersWith((response) => {
      answer += 1;
      refuse(response, '8015', answer % 2 === 0 ? '\\u0000' : 'No');
    });
    const ends = await Promise.all(Array.from({ length: 6 }, () => calls.executeOne(typeOf('CUSTOMER_STATUS_CHANGE'))));
    expect(ends.map(({ stored }) => stored.state)).toEqual(ends.map(() => 'failed'));
  });
});
