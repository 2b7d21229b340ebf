import type {
  ApiClient,
  ApiClientStore,
  EntityLimits,
  Grant,
  GrantName,
  IdentityCaller,
  KnownApiClient,
  NewApiClient,
} from '@countersign/engine';
import type { Database } from '../postgres/database';
import { optional } from '../postgres/optional';
import { isUniqueViolation } from '../postgres/store-errors';
import { identityCallerRow } from './identity-caller-row';

const COLUMNS =
  'c.org_id, c.client_id, c.client_key, c.name, c.secret_since, c.grants, c.created_by, c.created_by_name, c.created_at, c.disabled_at';

const CREATE = `select ${COLUMNS} from create_api_client($1, $2, $3, $4, $5, $6) c`;
const ROTATE = `select ${COLUMNS} from rotate_api_client($1, $2, $3, $4) c`;
const DISABLE = `select ${COLUMNS} from disable_api_client($1, $2, $3) c`;
const LIST = `select ${COLUMNS} from api_client c where c.org_id = $1 order by c.client_id`;
const FIND = `select ${COLUMNS}, c.secret_hash from api_client c where c.org_id = $1 and c.client_key = $2`;
const ISSUE = `select issue_api_token($1, $2, $3, $4, make_interval(secs => $5)) as until`;
const FIND_TOKEN = `
  select ${COLUMNS}, (extract(epoch from t.expires_at - clock_timestamp()) * 1000)::int as left_ms
    from api_token t
    join api_client c on c.org_id = t.org_id and c.client_id = t.client_id
   where t.org_id = $1 and t.token_hash = $2 and t.expires_at > clock_timestamp() and c.disabled_at is null`;

type StoredGrant = { readonly grant: GrantName } & EntityLimits;

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
}

/** API clients in PostgreSQL. */
export class PgApiClientStore implements ApiClientStore {
  constructor(private readonly database: Database) {}

  async create(caller: IdentityCaller, { key, name, secretHash, grants }: NewApiClient): Promise<ApiClient | 'name-taken'> {
    const granted = JSON.stringify(grants.map(storedGrant));
    try {
      const values = [caller.orgId, key, name, secretHash, granted, identityCallerRow(caller)];
      const [row] = await this.database.within([caller.orgId]).query<ClientRow>('create_api_client', CREATE, values);
      if (!row) throw new Error('The created API client was not returned.');
      return clientOf(row);
    } catch (error) {
      if (isUniqueViolation(error)) return 'name-taken';
      throw error;
    }
  }

  async list(orgId: number): Promise<readonly ApiClient[]> {
    return (await this.database.within([orgId]).query<ClientRow>('list_api_clients', LIST, [orgId])).map(clientOf);
  }

  async rotate(caller: IdentityCaller, clientId: number, secretHash: string): Promise<ApiClient | undefined> {
    const values = [caller.orgId, clientId, secretHash, identityCallerRow(caller)];
    const [row] = await this.database.within([caller.orgId]).query<ClientRow>('rotate_api_client', ROTATE, values);
    return row && clientOf(row);
  }

  async disable(caller: IdentityCaller, clientId: number): Promise<ApiClient | undefined> {
    const [row] = await this.database
      .within([caller.orgId])
      .query<ClientRow>('disable_api_client', DISABLE, [caller.orgId, clientId, identityCallerRow(caller)]);
    return row && clientOf(row);
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
    ...optional('disabledAt', row.disabled_at),
  };
}

/** A version before limits had levels looks at `ids` alone: it has to find a list there that permits nothing, not the whole org. */
function storedGrant({ name: grant, limitedTo }: Grant): StoredGrant {
  return { grant, ...(limitedTo && { ids: [], ...limitedTo }) };
}

function grantOf({ grant: name, ids, ...byLevel }: StoredGrant): Grant {
  if (Object.keys(byLevel).length === 0) return { name, ...(ids && { limitedTo: { ids } }) };
  return { name, limitedTo: { ...(ids && ids.length > 0 && { ids }), ...byLevel } };
}
