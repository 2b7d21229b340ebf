import { createServer as createTcpServer, type LookupFunction, type Socket } from 'node:net';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';
import { delivery, LocalReceivers } from './test-support/local-receivers';
import { SELF_SIGNED } from './test-support/self-signed';

const local = new LocalReceivers();
afterEach(() => local.close());

/** Why a delivery to this URL fails. */
async function reason(url: string, timeoutMs = 5_000, lookup?: LookupFunction): Promise<unknown> {
  const { note } = await local.sender(undefined, lookup).send(delivery(url, { timeoutMs }));
  return [note.class, note.code];
}

const tcp = async (serve: (socket: Socket) => void, scheme = 'http'): Promise<string> =>
  `${scheme}://127.0.0.1:${await local.listen(createTcpServer(serve))}/`;
const tls = async (options: TlsOptions): Promise<string> =>
  `https://127.0.0.1:${await local.listen(createTlsServer({ ...SELF_SIGNED, ...options }).on('tlsClientError', () => undefined))}/`;

describe('a delivery that fails says why', () => {
  it('when nothing listens', async () => {
    expect(await reason('http://127.0.0.1:1/')).toEqual(['unreachable', 'connection-refused']);
  });

  it('when the name is not known, or cannot be looked up', async () => {
    const failing =
      (code: string): LookupFunction =>
      (_host, _options, callback) => {
        callback(Object.assign(new Error('no address'), { code }), '', 4);
      };
    expect(await reason('http://receiver.example/', 5_000, failing('ENOTFOUND'))).toEqual(['unreachable', 'host-unknown']);
    expect(await reason('http://receiver.example/', 5_000, failing('EAI_AGAIN'))).toEqual(['unreachable', 'host-lookup-failed']);
  });

  it('when nobody has signed the certificate', async () => {
    expect(await reason(await tls({}))).toEqual(['unreachable', 'certificate-untrusted']);
  });

  it('when it offers old versions of TLS alone', async () => {
    const url = await tls({ minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0' });
    expect(await reason(url)).toEqual(['unreachable', 'tls-version']);
  });

  it('when it speaks no TLS', async () => {
    expect(await reason(await tcp((socket) => void socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'), 'https'))).toEqual([
      'unreachable',
      'tls-failed',
    ]);
  });

  it('when it does not answer in time', async () => {
    expect(await reason(await tcp(() => undefined), 300)).toEqual(['timeout', 'answer-timeout']);
  });

  it('when it breaks the connection', async () => {
    expect(await reason(await tcp((socket) => socket.once('data', () => socket.destroy())))).toEqual(['unreachable', 'connection-reset']);
  });

  it('when it does not speak HTTP', async () => {
    expect(await reason(await tcp((socket) => void socket.once('data', () => socket.write('SSH-2.0-OpenSSH_9\r\n'))))).toEqual([
      'unreachable',
      'not-http',
    ]);
  });

  it('when it answers with a redirect', async () => {
    const { url } = await local.http((_request, response) => response.writeHead(308, { location: 'http://127.0.0.1:1/' }).end());
    expect(await reason(url)).toEqual(['refused', 'redirect-not-followed']);
  });

  it('when its address may not be sent to, or is none', async () => {
    const sender = local.sender(() => 'private');
    for (const url of ['http://127.0.0.1:1/', 'ftp://receiver.example/'])
      expect((await sender.send(delivery(url))).note).toMatchObject({ class: 'blocked', code: 'blocked-address' });
  });

  it('only when its headers are beyond all measure: 20 kB are no failure', async () => {
    const filled = (bytes: number) => local.http((_request, response) => response.writeHead(200, { 'x-filler': 'x'.repeat(bytes) }).end());
    expect(await reason((await filled(20_000)).url)).toEqual(['delivered', undefined]);
    expect(await reason((await filled(100_000)).url)).toEqual(['unreachable', 'headers-too-large']);
  });
});
