import { parseArgs } from 'node:util';
import { exportJournal } from './export/export-journal';
import { isEmpty, printVerdict } from './print-verdict';
import { proveRequest } from './prove/prove-request';
import { readOutside } from './verify/checkpoints';
import { readPublicKeys } from './verify/public-keys';
import { readBundle } from './verify/read-bundle';
import { verifyJournal } from './verify/verify-journal';

const DEFAULT_LOG = 'countersign.local/journal';

const USAGE = `Usage:
  npm run audit -- export --org 100 --out FILE [--database URL]
      writes what the database holds of an org's journal into a bundle; DATABASE_URL when --database is not said
  npm run audit -- verify --bundle FILE --checkpoints FILE [--checkpoints FILE …] --public-key FILE [--public-key FILE …]
                          [--log NAME] [--as-of TIME]
      needs no network and no database; exit code 0: verified, 1: damaged, 2: could not be verified
  npm run audit -- prove --bundle FILE --request ID --public-key FILE [--log NAME]
      prints proofs that the entries about one request were sealed

  --log    AUDIT_LOG_NAME of the workers, when the public key is a PEM file (${DEFAULT_LOG})
  --as-of  passes over outside checkpoints that are newer, for an old bundle
`;

const OPTIONS = {
  org: { type: 'string' },
  out: { type: 'string' },
  database: { type: 'string' },
  bundle: { type: 'string' },
  checkpoints: { type: 'string', multiple: true },
  'public-key': { type: 'string', multiple: true },
  request: { type: 'string' },
  log: { type: 'string' },
  'as-of': { type: 'string' },
} as const;

/** Something on the command line is wrong or missing. */
class UsageError extends Error {}

/** The command line of `npm run audit`. Resolves with the exit code. */
export async function auditCommand(args: readonly string[], write: (text: string) => void, env = process.env): Promise<number> {
  try {
    return await run(args, write, env);
  } catch (error) {
    write(`${error instanceof Error ? error.message : String(error)}\n${error instanceof UsageError ? USAGE : ''}`);
    return 2;
  }
}

async function run(args: readonly string[], write: (text: string) => void, env: NodeJS.ProcessEnv): Promise<number> {
  const { command, given } = readArguments(args);
  const keys = () => readPublicKeys(given['public-key'] ?? [], given.log ?? DEFAULT_LOG);
  switch (command) {
    case 'export': {
      const orgId = Number(needed(given.org, 'org'));
      if (!Number.isSafeInteger(orgId)) throw new UsageError('--org is no number of an org.');
      const file = needed(given.out, 'out');
      const count = await exportJournal({ databaseUrl: needed(given.database ?? env['DATABASE_URL'], 'database'), orgId, file });
      write(`${file}: ${count.leaves} entries, ${count.checkpoints} checkpoints; ${count.unsealed} entries are not sealed yet.\n`);
      return 0;
    }
    case 'verify': {
      const bundle = await readBundle(needed(given.bundle, 'bundle'));
      needed(given['public-key']?.[0], 'public-key');
      const known = await keys();
      const asOf = timeIn(given['as-of']);
      const verdict = verifyJournal(bundle, await readOutside(given.checkpoints ?? [], bundle.orgId, known, asOf), known);
      write(printVerdict(verdict));
      if (isEmpty(verdict)) return 2;
      return verdict.damage ? 1 : 0;
    }
    case 'prove': {
      needed(given['public-key']?.[0], 'public-key');
      const proof = await proveRequest(needed(given.bundle, 'bundle'), needed(given.request, 'request'), await keys());
      write(`${JSON.stringify(proof, undefined, 2)}\n`);
      return 0;
    }
    default:
      throw new UsageError('Say what to do: export, verify or prove.');
  }
}

function readArguments(args: readonly string[]) {
  try {
    const { positionals, values: given } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
    return { command: positionals[0], given };
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

function timeIn(text: string | undefined): Date | undefined {
  if (text === undefined) return undefined;
  const time = new Date(text);
  if (!/^\d{4}-\d\d-\d\d(?:T.*)?$/.test(text) || Number.isNaN(time.getTime()))
    throw new UsageError('--as-of is no time such as 2026-11-22T11:12:56.007Z.');
  return time;
}

function needed(value: string | undefined, name: keyof typeof OPTIONS): string {
  if (value === undefined || value === '') throw new UsageError(`--${name} is missing.`);
  return value;
}
