import { Sealing } from '@countersign/config';
import { resealEndpoints } from '@countersign/persistence';
import { EndpointSecrets } from '@countersign/webhooks';
import { CONNECTOR_PLACE } from '../sealed-connectors';
import { readDatabaseUrl, readSealingKeys } from './privacy.config';

/** Seals one credential of a connector: stdin in, so that neither the shell's history nor the list of processes shows it. */
export async function seal(): Promise<string> {
  const sealing = new Sealing(readSealingKeys());
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  const credential = Buffer.concat(chunks)
    .toString('utf8')
    .replace(/\r?\n$/, '');
  if (credential === '') throw new Error('nothing came in: pipe the credential in, such as `npm run -s privacy -- seal < credential.txt`.');
  return `${sealing.seal(credential, CONNECTOR_PLACE)}\n`;
}

/** Seals with the newest key whatever another key sealed, or none. Needed once after the upgrade, and after each new key. */
export async function reseal(): Promise<string> {
  const url = readDatabaseUrl();
  const secrets = new EndpointSecrets(new Sealing(readSealingKeys()));
  const { read, changed } = await resealEndpoints(url, ({ orgId, endpointId, ...kept }) => {
    const owner = { orgId, endpointId };
    return {
      secret: secrets.resealSecret(owner, kept.secret),
      headers: secrets.resealHeaders(owner, kept.headers),
      previousSecrets: kept.previousSecrets.map(({ secret, until }) => ({ secret: secrets.resealSecret(owner, secret), until })),
    };
  });
  return `${read} webhooks looked at, ${changed} sealed anew. Keys after the first open nothing that was sealed before now; the last one hashes identifiers too: see docs/privacy.md before you drop it.\n`;
}
