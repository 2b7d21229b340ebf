import { freshKey } from '../../api/fresh-key';

/**
 * The same for the same file, so that a file which is uploaded again after the page was lost does not double what was submitted
 * before: each row's Idempotency-Key is made of this and its line.
 */
export async function uploadIdOf(parts: { readonly orgId: number; readonly type: string; readonly text: string }): Promise<string> {
  // Browsers hash only where the page came over TLS or from this machine.
  const subtle = (crypto as { readonly subtle?: SubtleCrypto }).subtle;
  if (!subtle) return freshKey();
  const digest = await subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify([parts.orgId, parts.type, parts.text])));
  return [...new Uint8Array(digest).slice(0, 16)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

export function rowKey(uploadId: string, line: number): string {
  return `upload-${uploadId}-${line}`;
}
