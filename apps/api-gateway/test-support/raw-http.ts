import { connect, type Socket } from 'node:net';

/** One answer as it came over the wire. */
export interface RawAnswer {
  readonly status: number;
  readonly head: string;
  readonly body: string;
}

export interface Sent {
  readonly answers: readonly RawAnswer[];
  /** The server hung up by itself. */
  readonly closed: boolean;
}

const QUIET_MS = 400;
const DEADLINE_MS = 10_000;

/**
 * Sends bytes as they are, and reads until the server hangs up or has answered so often and says no more.
 * @param answers how many are waited for
 */
export async function sendRaw(port: number, bytes: string | Buffer, answers = 1): Promise<Sent> {
  const socket = connect(port, '127.0.0.1');
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk)).on('error', () => undefined);
  const ended = new Promise<true>((resolve) => socket.once('close', () => resolve(true)));
  socket.write(bytes);
  const closed = await Promise.race([ended, untilAnswered(socket, chunks, answers)]);
  socket.destroy();
  return { answers: answersIn(Buffer.concat(chunks).toString('latin1')), closed };
}

/** A connection that says nothing by itself, and when the server ended it. */
export function holdOpen(port: number, greeting = ''): { readonly socket: Socket; readonly closed: Promise<void> } {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined).resume();
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  if (greeting !== '') socket.write(greeting);
  return { socket, closed };
}

async function untilAnswered(socket: Socket, chunks: readonly Buffer[], answers: number): Promise<false> {
  const deadline = Date.now() + DEADLINE_MS;
  const count = () => answersIn(Buffer.concat(chunks).toString('latin1')).length;
  while (!socket.destroyed && count() < answers && Date.now() < deadline) await pause(10);
  // One too many would come at once.
  await pause(count() < answers ? 0 : QUIET_MS / 10);
  return false;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function answersIn(text: string): readonly RawAnswer[] {
  const answers: RawAnswer[] = [];
  let rest = text;
  while (rest.startsWith('HTTP/1.1 ') && rest.includes('\r\n\r\n')) {
    const end = rest.indexOf('\r\n\r\n') + 4;
    const head = rest.slice(0, end);
    const length = Number(/^content-length: (\d+)/im.exec(head)?.[1] ?? 0);
    if (rest.length < end + length) break;
    const status = Number(head.slice(9, 12));
    if (status >= 200) answers.push({ status, head, body: rest.slice(end, end + length) });
    rest = rest.slice(end + length);
  }
  return answers;
}
