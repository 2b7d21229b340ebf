import { Terminal } from './terminal';

class Paper {
  text = '';

  constructor(readonly isTTY: boolean) {}

  write(part: string): boolean {
    this.text += part;
    return true;
  }
}

const ESCAPE = '\u001b';

describe('the terminal', () => {
  it('writes plain lines where no person watches', async () => {
    const paper = new Paper(false);
    const terminal = new Terminal(paper);
    terminal.heading('Starts');
    await terminal.step(
      'Gateway',
      () => Promise.resolve(3000),
      (port) => `port ${port}`,
    );
    expect(paper.text).not.toContain(ESCAPE);
    expect(paper.text).toMatch(/^\nStarts\n {2}✓ Gateway +port 3000 +0\.\d s\n$/);
  });

  it('colours on a terminal', () => {
    const paper = new Paper(true);
    new Terminal(paper, true).heading('Starts');
    expect(paper.text).toContain(ESCAPE);
  });

  it('marks a step that failed and passes the error on', async () => {
    const paper = new Paper(false);
    const failing = new Terminal(paper).step('Worker', () => Promise.reject(new Error('no port')));
    await expect(failing).rejects.toThrow('no port');
    expect(paper.text).toBe('  ✗ Worker\n');
  });
});
