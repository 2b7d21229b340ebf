import { connect } from 'node:net';
import type { RedisState } from './redis-state';

/** Whether the server lets us in and answers PING within a second; it does not while it still loads its data. */
export function answersPing({ port, password }: Pick<RedisState, 'port' | 'password'>): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    const finish = (answered: boolean): void => {
      socket.destroy();
      resolve(answered);
    };
    let answer = '';
    socket.setTimeout(1_000, () => {
      finish(false);
    });
    socket.once('error', () => {
      finish(false);
    });
    socket.once('connect', () => socket.write(`AUTH ${password}\r\nPING\r\n`));
    socket.setEncoding('utf8').on('data', (text: string) => {
      answer += text;
      if (answer.includes('+PONG')) finish(true);
      else if (answer.includes('-')) finish(false);
    });
    socket.once('end', () => {
      finish(false);
    });
  });
}
