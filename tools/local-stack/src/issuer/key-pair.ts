import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** The keys of the development issuer, or of whoever else signs here. */
export interface IssuerKeys {
  readonly privateKey: KeyObject;
  readonly privateKeyFile: string;
  /** PEM file that the gateway verifies development tokens with. */
  readonly publicKeyFile: string;
  /** What this stack seals secrets with, in the form of the setting SEALING_KEYS. */
  readonly sealingKeys: string;
}

const OWNER_ONLY = 0o600;

/** Reads the Ed25519 key pair and the sealing key of the folder; makes what is not there yet, also when several processes ask at the same time. */
export async function ensureIssuerKeys(folder: string): Promise<IssuerKeys> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const privateKeyFile = path.join(folder, 'private.pem');
  const publicKeyFile = path.join(folder, 'public.pem');
  const privateKey = createPrivateKey((await readIfThere(privateKeyFile)) ?? (await makePrivateKey(privateKeyFile)));
  const publicPem = createPublicKey(privateKey).export({ type: 'spki', format: 'pem' });
  if ((await readIfThere(publicKeyFile)) !== publicPem) await rename(await writeBeside(publicKeyFile, publicPem), publicKeyFile);
  const sealingKeyFile = path.join(folder, 'sealing.key');
  const sealingKeys = (await readIfThere(sealingKeyFile)) ?? (await putInPlace(sealingKeyFile, newSealingKey()));
  return { privateKey, privateKeyFile, publicKeyFile, sealingKeys };
}

async function makePrivateKey(file: string): Promise<string> {
  const { privateKey } = generateKeyPairSync('ed25519', {
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  return putInPlace(file, privateKey);
}

function newSealingKey(): string {
  return `local:${randomBytes(32).toString('base64')}`;
}

/** Linked into place: whoever comes second uses the key of whoever came first. */
async function putInPlace(file: string, key: string): Promise<string> {
  const unfinished = await writeBeside(file, key);
  await link(unfinished, file).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  });
  await rm(unfinished);
  return readFile(file, 'utf8');
}

/** Put in place when it is whole, so that nobody reads half a key. */
async function writeBeside(file: string, content: string | Buffer): Promise<string> {
  const unfinished = `${file}.${randomUUID()}`;
  await writeFile(unfinished, content, { mode: OWNER_ONLY });
  return unfinished;
}

async function readIfThere(file: string): Promise<string | undefined> {
  return readFile(file, 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  });
}
