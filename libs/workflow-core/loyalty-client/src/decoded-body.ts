import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync, type ZlibOptions } from 'node:zlib';

type Decoder = (body: Buffer, options: ZlibOptions) => Buffer;

/** A map: the name comes from outside, and must not find what every object has. */
const DECODERS: ReadonlyMap<string, Decoder> = new Map<string, Decoder>([
  ['identity', (body) => body],
  ['gzip', gunzipSync],
  ['x-gzip', gunzipSync],
  ['br', brotliDecompressSync],
  ['deflate', inflated],
]);

/** Some servers send the bare stream under the name of the wrapped one. */
function inflated(body: Buffer, options: ZlibOptions): Buffer {
  const isWrapped = (body[0] ?? 0) % 16 === 8;
  return isWrapped ? inflateSync(body, options) : inflateRawSync(body, options);
}

/**
 * A body without its content encodings, which a proxy may add although none was asked for. `undefined` when one is not known or the body is
 * not in it. Never grows beyond `most` bytes, however small it arrived.
 */
export function decodedBody(
  body: Buffer,
  encodings: string | readonly string[] | undefined,
  most: number,
): Buffer | 'too-large' | undefined {
  const named = [encodings ?? []].flat().join(',').split(',');
  const names = named.map((name) => name.trim().toLowerCase()).filter((name) => name !== '');
  // The last one was put on last.
  const decoders = names.reverse().map((name) => DECODERS.get(name));
  try {
    return decoders.reduce<Buffer | undefined>((decoded, decode) => decoded && decode?.(decoded, { maxOutputLength: most }), body);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? 'too-large' : undefined;
  }
}
