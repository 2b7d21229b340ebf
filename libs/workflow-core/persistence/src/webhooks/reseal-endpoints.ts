import { isDeepStrictEqual } from 'node:util';
import type { Client } from 'pg';
import { inOwnSession } from '../postgres/owner-session';

/** The secrets of one webhook as they stand in its row. */
export interface KeptSecrets {
  readonly orgId: number;
  readonly endpointId: string;
  readonly secret: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly previousSecrets: readonly PreviousSecret[];
}

interface PreviousSecret {
  readonly secret: string;
  readonly until: string;
}

/** Gives back what is to be kept instead; the same texts where nothing is to change. */
export type Reseal = (kept: KeptSecrets) => ResealedSecrets | Promise<ResealedSecrets>;
type ResealedSecrets = Pick<KeptSecrets, 'secret' | 'headers' | 'previousSecrets'>;

export interface ResealCount {
  readonly read: number;
  readonly changed: number;
}

const BATCH = 200;

/** Deleted webhooks keep no secret. */
const READ = `
  select org_id::int8::text as "orgId", endpoint_id as "endpointId", secret, headers, previous_secrets as "previousSecrets"
    from webhook_endpoint
   where (org_id, endpoint_id) > ($1, $2) and deleted_at is null
   order by org_id, endpoint_id
   limit ${BATCH}`;

const PENDING = `
  select parcel::text as parcel from configuration_change where state = 'pending' and parcel is not null and expires_at > clock_timestamp()`;

/** What was changed since it was read stays: it is sealed by whoever changed it, or is found by the next run. */
const WRITE = `
  update webhook_endpoint set secret = $6, headers = $7, previous_secrets = $8
   where org_id = $1 and endpoint_id = $2 and secret = $3 and headers = $4 and previous_secrets = $5`;

/**
 * Seals the secrets of all webhooks anew, row by row; stopped halfway it has done half, and can be run again.
 * @throws whatever `reseal` throws, for the first row that it cannot open
 */
export function resealEndpoints(url: string, reseal: Reseal): Promise<ResealCount> {
  return inOwnSession(url, 'countersign-privacy', async (client) => {
    const count = { read: 0, changed: 0 };
    let last = { orgId: -1, endpointId: '00000000-0000-0000-0000-000000000000' };
    for (;;) {
      const { rows } = await client.query<Omit<KeptSecrets, 'orgId'> & { readonly orgId: string }>(READ, [last.orgId, last.endpointId]);
      for (const row of rows) {
        const kept = { ...row, orgId: Number(row.orgId) };
        const { secret, headers, previousSecrets } = await reseal(kept);
        count.read += 1;
        if (await write(client, kept, { secret, headers, previousSecrets })) count.changed += 1;
        last = kept;
      }
      if (rows.length < BATCH) return count;
    }
  });
}

/** What would be written by each change that can still be confirmed: its secrets are sealed with the key of its proposal. */
export function pendingParcels(url: string): Promise<readonly string[]> {
  return inOwnSession(url, 'countersign-privacy', async (client) =>
    (await client.query<{ parcel: string }>(PENDING)).rows.map(({ parcel }) => parcel),
  );
}

async function write(client: Client, kept: KeptSecrets, anew: ResealedSecrets): Promise<boolean> {
  const { orgId, endpointId, ...before } = kept;
  if (isDeepStrictEqual(before, anew)) return false;
  return (await client.query(WRITE, [orgId, endpointId, ...values(before), ...values(anew)])).rowCount === 1;
}

function values({ secret, headers, previousSecrets }: ResealedSecrets): string[] {
  return [secret, JSON.stringify(headers), JSON.stringify(previousSecrets)];
}
