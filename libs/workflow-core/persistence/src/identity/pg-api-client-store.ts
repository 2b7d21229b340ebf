import type { ApiClient, ApiClientStore, KnownApiClient } from '@countersign/engine';
import type { Database } from '../postgres/database';
import { optional } from '../postgres/optional';
import { grantOf, type StoredGrant } from './stored-grant';

const COLUMNS =
  'c.org_id, c.client_id, c.client_key, c.name, c.secret_since, c.grants, c.created_by, c.created_by_name, c.created_at, c.disabled_at, ' +
  'c.secret_holders, c.version, c.suspended_at';

const LIST = `select ${COLUMNS} from api_client c where c.org_id = $1 order by c.client_id`;
const FIND = `select ${COLUMNS}, c.secret_hash from api_client c where c.org_id = $1 and c.client_key = $2`;
const ISSUE = `select issue_api_token($1, $2, $3, $4, make_interval(secs => $5)) as until`;
const FIND_TOKEN = `
  select ${COLUMNS}, (extract(epoch from t.expires_at - clock_timestamp()) * 1000)::int as left_ms
    from api_token t
    join api_client c on c.org_id = t.org_id and c.client_id = t.client_id
   where t.org_id = $1 and t.token_hash = $2 and t.expires_at > clock_timestamp() and c.disabled_at is null
     and c.suspended_at is null`;

interface ClientRow {
  readonly org_id: number;
  readonly client_id: number;
  readonly client_key: string;
  readonly name: string;
  readonly secret_since: Date;
  readonly grants: readonly StoredGrant[];
  readonly created_by: number;
  readonly created_by_name: string;
  readonly created_at: Date;
  readonly disabled_at: Date | null;
  /** Not numbers yet, as all large integers in arrays. */
  readonly secret_holders: readonly string[];
  readonly version: number;
  readonly suspended_at: Date | null;
}

/** API clients in PostgreSQL. */
export class PgApiClientStore implements ApiClientStore {
  constructor(private readonly database: Database) {}

  async list(orgId: number): Promise<readonly ApiClient[]> {
    return (await this.database.within([orgId]).query<ClientRow>('list_api_clients', LIST, [orgId])).map(clientOf);
  }

  async findByKey(orgId: number, key: string): Promise<KnownApiClient | undefined> {
    const [row] = await this.database.within([orgId]).query<ClientRow & { secret_hash: string }>('find_api_client', FIND, [orgId, key]);
    return row && { client: clientOf(row), secretHash: row.secret_hash };
  }

  async keepToken({ client, secretHash }: KnownApiClient, tokenHash: Buffer, ttlSeconds: number): Promise<Date | undefined> {
    const values = [client.orgId, client.clientId, secretHash, tokenHash, ttlSeconds];
    const [row] = await this.database.within([client.orgId]).query<{ until: Date | null }>('issue_api_token', ISSUE, values);
    return row?.until ?? undefined;
  }

  async findByToken(orgId: number, tokenHash: Buffer): Promise<{ client: ApiClient; leftMs: number } | undefined> {
    const [row] = await this.database
      .within([orgId])
      .query<ClientRow & { left_ms: number }>('find_api_token', FIND_TOKEN, [orgId, tokenHash]);
    return row && { client: clientOf(row), leftMs: row.left_ms };
  }
}

function clientOf(row: ClientRow): ApiClient {
  return {
    orgId: row.org_id,
    clientId: row.client_id,
    key: row.client_key,
    name: row.name,
    grants: row.grants.map(grantOf),
    createdBy: { id: row.created_by, name: row.created_by_name },
    createdAt: row.created_at,
    secretSince: row.secret_since,
    secretHolders: row.secret_holders.map(Number),
    version: row.version,
    ...optional('suspendedAt', row.suspended_at),
    ...optional('disabledAt', row.disabled_at),
  };
}
