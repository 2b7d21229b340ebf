import { type AddressInfo, createServer, type Socket } from 'node:net';
import { smtpSettings } from '../config/smtp-settings';
import { SmtpSender } from './smtp-sender';

const MAIL = { subject: 'A request waits', text: 'Look at it.', messageId: '<1@example.test>' };

async function failureAt(url: string, longestMs?: number): Promise<unknown> {
  const sender = new SmtpSender(smtpSettings(url, 'countersign@example.test'), longestMs);
  try {
    const { class: reached, reason } = await sender.send('checker@example.test', MAIL);
    return [reached, reason];
  } finally {
    sender.close();
  }
}

describe('an e-mail that cannot be sent says why', () => {
  const sockets = new Set<Socket>();
  const servers: { close: () => unknown }[] = [];
  afterEach(() => {
    for (const socket of sockets) socket.destroy();
    for (const server of servers.splice(0)) server.close();
  });

  const serving = async (serve: (socket: Socket) => void): Promise<string> => {
    const server = createServer((socket) => {
      sockets.add(socket.on('error', () => undefined));
      serve(socket);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    servers.push(server);
    return `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };

  it('when nothing listens', async () => {
    expect(await failureAt('smtp://127.0.0.1:1')).toEqual(['failed', 'nothing listens at its address and port']);
  });

  it('when the server says nothing', async () => {
    expect(await failureAt(await serving(() => undefined), 300)).toEqual(['failed', 'it did not answer in time']);
  });

  it('when the server is none for e-mail', async () => {
    expect(await failureAt(await serving((socket) => void socket.write('HTTP/1.1 400 Bad Request\r\n\r\n')))).toEqual([
      'failed',
      'what it answers is not SMTP',
    ]);
  });

  it('when the server refuses the sender, and never in its own words', async () => {
    const url = await serving((socket) => {
      socket.write('220 mail ready\r\n');
      socket.on('data', (line: Buffer) =>
        socket.write(line.toString().startsWith('EHLO') ? '250 mail\r\n' : '550 checker@example.test? No.\r\n'),
      );
    });
    expect(await failureAt(url)).toEqual(['failed', 'it refuses the sender or the receiver']);
  });
});
