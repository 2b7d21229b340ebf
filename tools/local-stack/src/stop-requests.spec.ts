import { EventEmitter } from 'node:events';
import { StopRequests } from './stop-requests';

let seconds: number;
let source: EventEmitter;
let requests: StopRequests;
let now: jest.SpyInstance;

beforeEach(() => {
  seconds = 0;
  source = new EventEmitter();
  requests = new StopRequests(() => (seconds += 1), source as NodeJS.Process);
  now = jest.spyOn(performance, 'now').mockReturnValue(1_000);
});

afterEach(() => now.mockRestore());

describe('requests to stop', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'])('are heard as %s', async (event) => {
    expect(requests.signal.aborted).toBe(false);
    source.emit(event);
    await requests.first;
    expect(requests.signal.aborted).toBe(true);
  });

  it('count once when one Ctrl-C arrives on several ways', () => {
    source.emit('SIGINT');
    now.mockReturnValue(1_050);
    source.emit('SIGINT');
    expect(seconds).toBe(0);
  });

  it('count again when somebody asks later', () => {
    source.emit('SIGINT');
    now.mockReturnValue(2_000);
    source.emit('SIGINT');
    expect(seconds).toBe(1);
  });
});
