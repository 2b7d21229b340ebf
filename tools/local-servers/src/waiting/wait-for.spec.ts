import { waitFor } from './wait-for';

describe('waitFor', () => {
  it('gives what the condition gave at last', async () => {
    let looks = 0;
    const found = await waitFor(() => ((looks += 1) === 3 ? 'there' : undefined), { what: 'the third look', every: 1 });
    expect([found, looks]).toEqual(['there', 3]);
  });

  it('takes zero and the empty string for an answer', async () => {
    expect(await waitFor(() => 0, { what: 'zero' })).toBe(0);
    expect(await waitFor(() => '', { what: 'nothing' })).toBe('');
  });

  it('says what it waited for when the deadline passes, with the last error as cause', async () => {
    const cause = new Error('connection refused');
    const waiting = waitFor(() => Promise.reject(cause), { what: 'the server', deadlineMs: 5, every: 1 });
    await expect(waiting).rejects.toMatchObject({ code: 'deadline_passed', message: 'Waited 5 ms for the server.', cause });
  });
});
