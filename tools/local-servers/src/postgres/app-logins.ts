import { Client, DatabaseError, escapeIdentifier, escapeLiteral } from 'pg';
import { LocalServerError } from '../local-server-error';

/** Where the apps find the database, each under a login of its own that has its role and no other right. */
export interface AppUrls {
  readonly gateway: string;
  readonly worker: string;
}

/** Logins of development and tests, each in the role that the migrations made for its app. */
const LOGINS = {
  gateway: { name: 'local_gateway', role: 'countersign_gateway' },
  worker: { name: 'local_worker', role: 'countersign_worker' },
} as const;

/** Somebody else made it, before or at the same moment. */
const IS_THERE: readonly string[] = ['42710', '23505'];
const MAY_NOT: readonly string[] = ['42501'];

/** Makes the logins on a server whose database is migrated; they have the password of the owner's URL, or none when it has none. */
export async function ensureAppLogins(ownerUrl: string): Promise<AppUrls> {
  const { password } = new URL(ownerUrl);
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    for (const login of Object.values(LOGINS)) await ensureLogin(client, login, decodeURIComponent(password));
  } finally {
    await client.end();
  }
  return { gateway: urlAs(ownerUrl, LOGINS.gateway.name), worker: urlAs(ownerUrl, LOGINS.worker.name) };
}

async function ensureLogin(client: Client, { name, role }: (typeof LOGINS)[keyof typeof LOGINS], password: string): Promise<void> {
  const { rowCount } = await client.query('select from pg_roles where rolname = $1', [name]);
  if (rowCount !== 0) return;
  const secret = password === '' ? '' : ` password ${escapeLiteral(password)}`;
  try {
    await client.query(`create role ${escapeIdentifier(name)} login${secret} in role ${escapeIdentifier(role)}`);
  } catch (error) {
    const code = error instanceof DatabaseError ? (error.code ?? '') : '';
    if (IS_THERE.includes(code)) return;
    if (!MAY_NOT.includes(code)) throw error;
    const message = `The apps need logins of their own, and DATABASE_URL may not make them: create ${name} in role ${role} there first.`;
    throw new LocalServerError('start_failed', message, { cause: error });
  }
}

function urlAs(ownerUrl: string, login: string): string {
  const url = new URL(ownerUrl);
  url.username = login;
  return url.toString();
}
