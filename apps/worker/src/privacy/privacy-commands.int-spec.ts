import { execFile } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import path from 'node:path';
import { IdentifierHash, Sealing, type SealingKeys } from '@countersign/config';
import type { RequestRef } from '@countersign/engine';
import { PgEndpointStore } from '@countersign/persistence';
import { EndpointSecrets } from '@countersign/webhooks';
import { IDENTIFIER_KEY, ORG, SealedJournal } from '../../test-support/sealed-journal';
import { CONNECTOR_PLACE } from '../config/sealed-connectors';
import { privacyCommand } from './privacy-command';

const MAIN = path.join(__dirname, '../../dist/privacy/main.js');
const MOBILE = '919900000177';
/** The last of the keys also hashes customers. */
const OLD = { ...IDENTIFIER_KEY, id: 'old' };
const NEW = { id: 'new', key: randomBytes(32) };
const BY = ['--by', '5001', '--by-name', 'Olu Officer'];
const CONFIRMED = ['--confirm', ...BY];
const HEADERS = { 'x-key': 'header-secret' };

interface End {
  readonly code: number;
  readonly out: string;
  readonly told: string;
}

const order = (command: string, ...args: string[]): string[] => [command, '--org', String(ORG), ...args];
const ERASING = order('erase', '--customer', MOBILE);
const inEnv = (...keys: SealingKeys): string => keys.map(({ id, key }) => `${id}:${key.toString('base64')}`).join(',');

describe('npm run privacy', () => {
  let journal: SealedJournal;
  let ended: RequestRef;
  let open: RequestRef;
  const owner = { orgId: ORG, endpointId: randomUUID() };
  beforeAll(async () => {
    journal = await SealedJournal.start();
    const secrets = new EndpointSecrets(new Sealing([OLD]));
    await new PgEndpointStore(journal.open()).create({
      ...owner,
      name: 'receiver',
      url: 'https://receiver.example/events',
      active: true,
      eventNames: ['requestWorkflowEvent'],
      payload: 'documented',
      headers: secrets.sealHeaders(owner, HEADERS),
      maxConnections: 5,
      slaSeconds: 10,
      secret: secrets.sealSecret(owner, 'signing-secret'),
      createdBy: 99,
    });
    ended = await journal.submit({ customer: MOBILE });
    open = await journal.submit({ customer: MOBILE, limits: { caps: { customer: { requests: 5 } } } });
    await journal.decide(ended, 'reject', 'no');
    await journal.sql(`update request set ended_at = ended_at - interval '10 days' where ended_at is not null`);
    await journal.pause(`asked for by ${MOBILE}`);
    const read = { org_id: ORG, what: 'GET /v1/requests', row_count: 1, actor_id: 1, actor_name: 'one', trace_id: 't' };
    const filter = { customer: new IdentifierHash([NEW, OLD]).of(ORG, MOBILE) };
    await journal.sql('select note_reads($1)', [JSON.stringify([{ ...read, filter }])]);
  });
  afterAll(() => journal.stop());

  const settings = (own: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => ({
    DATABASE_URL: journal.url,
    SEALING_KEYS: inEnv(NEW, OLD),
    ...own,
  });
  /** What the command tells; of a refusal its sentence. */
  const tells = (args: readonly string[], own?: NodeJS.ProcessEnv): Promise<string> => privacyCommand(args, settings(own));
  const refuses = (args: readonly string[], own?: NodeJS.ProcessEnv): Promise<string> =>
    tells(args, own).then(
      (told) => `It was not refused: ${told}`,
      (error: unknown) => (error as Error).message,
    );
  /** As a program of its own, which takes a second. */
  function run(args: readonly string[], own?: NodeJS.ProcessEnv, input = ''): Promise<End> {
    return new Promise((resolve) => {
      const child = execFile(process.execPath, [MAIN, ...args], { env: settings(own) }, (error, out, told) =>
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, told }),
      );
      child.stdin?.end(input);
    });
  }
  const everything = async (): Promise<string> => {
    const tables = ['request', 'retention', 'webhook_endpoint', 'operator_action', 'read_action', 'policy_usage'];
    const dumps = tables.map((table) => journal.sql<{ dump: string }>(`select to_jsonb(t)::text as dump from ${table} t order by 1`));
    return JSON.stringify(await Promise.all(dumps));
  };

  it.each<readonly [args: readonly string[], sentence: RegExp]>([
    [[], /^say what to do: erase, forget-reason, retention, seal, reseal\./],
    [[MOBILE], /^say what to do: erase/],
    [order('erase', MOBILE, ...CONFIRMED), /^the options cannot be read: there are --org <…>, --customer <…>, --mentions/],
    [order('erase', `--custmer=${MOBILE}`, ...CONFIRMED), /^the options cannot be read/],
    [order('erase', `--${MOBILE}`, ...CONFIRMED), /^the options cannot be read/],
    [['erase', '--customer', MOBILE, ...CONFIRMED], /^--org takes a whole number/],
    [['erase', '--org', '7a', '--customer', MOBILE, ...CONFIRMED], /^--org takes a whole number/],
    [order('erase', ...CONFIRMED), /^say whose data: --customer/],
    [order('erase', '--customer', ' ', ...CONFIRMED), /^say whose data: --customer/],
    [order('erase', '--customer', MOBILE, '--confirm'), /^--by takes a whole number/],
    [order('erase', '--customer', MOBILE, '--confirm', '--by', '1', '--by-name', 'two\nlines'), /^--by-name takes a name/],
    [order('forget-reason', MOBILE), /^the options cannot be read: there are --org <…>, --kind <…>, --number <…>/],
    [order('forget-reason', '--kind', MOBILE, '--number', '1', '--by', '1'), /^--kind takes one of operator-action, identity-action/],
    [order('forget-reason', '--kind', 'operator-action', '--number', '1'), /^--by takes a whole number/],
    [order('forget-reason', '--kind', 'operator-action', '--number', '999', '--by', '1'), /^operator-action 999 .* has no reason/],
    [order('retention', MOBILE), /^the options cannot be read: there are --org <…>, --type <…>, --days <…>/],
    [order('retention', '--type', 'GOODWILL_POINTS', '--by', '1'), /^--type and --days go together/],
    [order('retention', '--type', 'goodwill', '--days', '30', '--by', '1'), /^--type takes a request type/],
    [
      order('retention', '--type', 'GOODWILL_POINT', '--days', '30', '--by', '1'),
      /is no type of this version: there are .*GOODWILL_POINTS/,
    ],
    [order('retention', '--type', 'GOODWILL_POINTS', '--days', '6', '--by', '1'), /^--days takes 7 to 36500, or off/],
    [order('retention', '--type', 'GOODWILL_POINTS', '--days', '36501', '--by', '1'), /^--days takes 7 to 36500, or off/],
    [order('retention', '--type', 'GOODWILL_POINTS', '--days', '30'), /^--by takes a whole number/],
    [['reseal', '--dry-run'], /^this command takes no options/],
    [['seal', 'a-credential'], /^this command takes no options/],
  ])('refuses %j in one sentence that says what it takes and shows no customer, and changes nothing', async (args, sentence) => {
    const before = await everything();
    const told = await refuses(args);
    expect(told).toMatch(sentence);
    expect(told).not.toMatch(/9199|a-credential|\n/);
    expect(await everything()).toBe(before);
  });

  it.each<readonly [args: readonly string[], own: NodeJS.ProcessEnv, sentence: RegExp]>([
    [ERASING, { DATABASE_URL: '' }, /DATABASE_URL is missing/],
    [order('retention'), { DATABASE_URL: '' }, /DATABASE_URL is missing/],
    [order('forget-reason', '--kind', 'operator-action', '--number', '1', '--by', '1'), { DATABASE_URL: '' }, /DATABASE_URL is missing/],
    [['reseal'], { DATABASE_URL: '' }, /DATABASE_URL is missing/],
    [ERASING, { SEALING_KEYS: '' }, /SEALING_KEYS is missing/],
    [['reseal'], { SEALING_KEYS: '' }, /SEALING_KEYS is missing/],
    [['seal'], { SEALING_KEYS: '' }, /SEALING_KEYS is missing/],
    [['reseal'], { SEALING_KEYS: 'new:hunter2' }, /SEALING_KEYS is not usable/],
    [ERASING, { DATABASE_URL: 'mysql://one:hunter2@db/x' }, /DATABASE_URL is not usable/],
    [order('retention'), { DATABASE_URL: 'postgres://one:hunter2@127.0.0.1:1/x' }, /PostgreSQL at 127\.0\.0\.1:1 .*DATABASE_URL/],
  ])('names the setting where %j runs with %j, never its value, and takes no key in place of the apps’', async (args, own, sentence) => {
    const told = await refuses(args, own);
    expect(told).toMatch(sentence);
    expect(told).not.toMatch(/hunter2|\n/);
  });

  it('ends with 1 and its sentence on stderr alone where it refuses, and with 0 where it does what it says', async () => {
    const [mistyped, unset, shown, empty, sealed] = await Promise.all([
      run(order('erase', MOBILE)),
      run(ERASING, { SEALING_KEYS: '' }),
      run(order('retention')),
      run(['seal']),
      run(['seal'], {}, 'Basic dGlsbA==\n'),
    ]);
    expect(mistyped).toEqual({ code: 1, out: '', told: expect.stringMatching(/^privacy: the options cannot be read[^\n]*\n$/) as string });
    expect(mistyped.told).not.toContain(MOBILE);
    expect(unset).toEqual({
      code: 1,
      out: '',
      told: expect.stringMatching(/^The configuration cannot be used: SEALING_KEYS[^\n]*\n$/) as string,
    });
    expect(shown).toEqual({ code: 0, out: 'Of every other type it is kept for good.\n', told: '' });
    expect(empty).toEqual({ code: 1, out: '', told: expect.stringMatching(/^privacy: nothing came in: [^\n]*\n$/) as string });
    expect([sealed.code, sealed.told]).toEqual([0, '']);
    // Without the line break at the end, and for connectors.
    expect(new Sealing([NEW]).open(sealed.out.trimEnd(), CONNECTOR_PLACE)).toBe('Basic dGlsbA==');
    expect(sealed.out).not.toContain('Basic');
  });

  it('shows what would be erased and changes nothing; with --confirm erases that, says why not the rest, and never whom', async () => {
    const before = await everything();
    const shown = await tells(ERASING);
    const counted = [
      /^2 requests of this customer\.\nTo be erased: 0\n/,
      new RegExp(`^Not ${ended.requestId} \\(GOODWILL_POINTS rejected\\), with events on their way`, 'm'),
      new RegExp(`^Not ${open.requestId} \\(GOODWILL_POINTS pending\\), still open`, 'm'),
      /^Reasons in the journal that name this customer, to be erased: 1$/m,
      /^Counters of this customer's daily caps, to be erased: 1$/m,
      /^Entries of who looked for this customer, to forget whom: 1$/m,
      /^Nothing was changed\./m,
    ];
    expect(counted.filter((line) => !line.test(shown))).toEqual([]);
    expect(await everything()).toBe(before);
    const done = await tells([...ERASING, '--drop-undelivered', ...CONFIRMED]);
    expect(done).toMatch(/To be erased: 1\n {2}1 GOODWILL_POINTS rejected\n/);
    expect(done).toMatch(/^Erased: 1, 0 that policies had refused, and 3 counters, reasons and reads beside them\./m);
    expect(shown + done).not.toContain(MOBILE);
    const left = await journal.sql('select customer from request order by customer');
    expect(left).toEqual([{ customer: MOBILE }, { customer: 'erased' }]);
    const journaled = await journal.sql(`select action, actor_id::int, actor_name from operator_action where action = 'erase'`);
    expect(new Set(journaled.map((row) => JSON.stringify(row)))).toEqual(
      new Set([JSON.stringify({ action: 'erase', actor_id: 5001, actor_name: 'Olu Officer' })]),
    );
  });

  it('shows, sets and ends the retention of an org, and of no other', async () => {
    const nothing = 'Of every other type it is kept for good.\n';
    const of = (...args: string[]) => tells(order('retention', ...args));
    expect(await of()).toBe(nothing);
    expect(await of('--type', 'GOODWILL_POINTS', '--days', '400', ...BY)).toContain('is erased 400 days after the end');
    expect(await of('--type', 'JOURNAL_READS', '--days', '30', ...BY)).toContain('is forgotten after 30 days');
    expect(await tells(['retention', '--org', '8'])).toBe(nothing);
    expect(await of('--type', 'GOODWILL_POINTS', '--days', 'off', ...BY)).not.toContain('GOODWILL');
    const rows = await journal.sql<{ by: number }>(`select actor_id::int as by from operator_action where action = 'retain'`);
    expect(rows.map(({ by }) => by)).toEqual([5001, 5001, 5001]);
  });

  it('seals anew with the first key, names the keys that a waiting change still needs, and shows no secret', async () => {
    const lost = await refuses(['reseal'], { SEALING_KEYS: inEnv(NEW) });
    expect(lost).toContain('key old is not among SEALING_KEYS');
    const waiting = new EndpointSecrets(new Sealing([OLD])).sealSecret(owner, 'waiting-secret');
    await journal.sql(
      `insert into configuration_change (org_id, change_id, subject, action, parcel, state, proposed_by, proposed_by_name, proposed_at, expires_at)
       values ($1, $2, 'webhook', 'create', $3, 'pending', 1, 'one', now(), now() + interval '1 day')`,
      [ORG, randomUUID(), JSON.stringify({ secret: waiting })],
    );
    const first = await tells(['reseal']);
    expect(first).toMatch(/^1 webhook looked at, 1 sealed anew\. Keep old: 1 change /);
    await journal.sql('delete from configuration_change');
    const second = await tells(['reseal']);
    expect(second).toMatch(/^1 webhook looked at, 0 sealed anew\. Keys after the first open nothing/);
    const [kept] = await journal.sql<{ secret: string; headers: Record<string, string> }>('select secret, headers from webhook_endpoint');
    const opened = new EndpointSecrets(new Sealing([NEW]));
    expect([opened.openSecret(owner, kept!.secret), opened.openHeaders(owner, kept!.headers)]).toEqual(['signing-secret', HEADERS]);
    expect(lost + first + second).not.toMatch(/-secret/);
  });
});
