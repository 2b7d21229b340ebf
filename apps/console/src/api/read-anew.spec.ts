import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { readAnew } from './read-anew';

const KEY = ['request', 'one'];

describe('what is shown is read again', () => {
  it('also where the first answer is still on its way: it may be older than what has changed', async () => {
    const client = new QueryClient();
    const answers: ((text: string) => void)[] = [];
    const queryFn = (): Promise<string> => new Promise((resolve) => answers.push(resolve));
    const stop = new QueryObserver(client, { queryKey: KEY, queryFn }).subscribe(() => undefined);
    const read = readAnew(client, { queryKey: KEY });
    expect(answers).toHaveLength(1);
    answers[0]?.('as it was');
    for (let turns = 0; answers.length < 2 && turns < 100; turns += 1) await new Promise((resolve) => setTimeout(resolve));
    answers[1]?.('as it is');
    await read;
    expect(client.getQueryData(KEY)).toBe('as it is');
    stop();
    client.clear();
  });
});
