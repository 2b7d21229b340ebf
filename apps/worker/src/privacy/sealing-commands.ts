import { countOf } from '@countersign/contract';
import { Sealing } from '@countersign/config';
import { pendingParcels, resealEndpoints } from '@countersign/persistence';
import { EndpointSecrets } from '@countersign/webhooks';
import { CONNECTOR_PLACE } from '../config/sealed-connectors';
import { takesNothing } from './options';
import { readDatabaseUrl, readSealingKeys } from './privacy.config';

/** Seals one credential of a connector: stdin in, so that neither the shell's history nor the list of processes shows it. */
export async function seal(args: readonly string[], env?: NodeJS.ProcessEnv): Promise<string> {
  takesNothing(args);
  const sealing = new Sealing(readSealingKeys(env));
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  const credential = Buffer.concat(chunks)
    .toString('utf8')
    .replace(/\r?\n$/, '');
  if (credential === '') throw new Error('nothing came in: pipe the credential in, such as `npm run -s privacy -- seal < credential.txt`.');
  return `${sealing.seal(credential, CONNECTOR_PLACE)}\n`;
}

/** Seals with the newest key whatever another key sealed, or none. Needed once after the upgrade, and after each new key. */
export async function reseal(args: readonly string[], env?: NodeJS.ProcessEnv): Promise<string> {
  takesNothing(args);
  const url = readDatabaseUrl(env);
  const sealing = new Sealing(readSealingKeys(env));
  const secrets = new EndpointSecrets(sealing);
  const { read, changed } = await resealEndpoints(url, ({ orgId, endpointId, ...kept }) => {
    const owner = { orgId, endpointId };
    return {
      secret: secrets.resealSecret(owner, kept.secret),
      headers: secrets.resealHeaders(owner, kept.headers),
      previousSecrets: kept.previousSecrets.map(({ secret, until }) => ({ secret: secrets.resealSecret(owner, secret), until })),
    };
  });
  const older = (await pendingParcels(url)).map((parcel) => sealing.olderKeysIn(parcel)).filter((keys) => keys.length > 0);
  return `${countOf(read, 'webhook')} looked at, ${changed} sealed anew. ${adviceFor(older)}\n`;
}

/** @param older of each change that waits and needs them, the names of its keys */
function adviceFor(older: readonly (readonly string[])[]): string {
  if (older.length === 0)
    return 'Keys after the first open nothing that was sealed before now; the last one hashes identifiers too: see docs/privacy.md before you drop it.';
  const [subject, verb] = older.length === 1 ? ['1 change of a webhook', 'waits'] : [`${older.length} changes of webhooks`, 'wait'];
  return (
    `Keep ${[...new Set(older.flat())].toSorted().join(', ')}: ${subject} still ${verb} to be confirmed that would write what it sealed. ` +
    'Confirm or decline (GET /v3/configurationChanges?state=pending in each org), or wait until they have expired, then run this again before you drop a key.'
  );
}
