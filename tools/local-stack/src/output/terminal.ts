import type { WriteStream } from 'node:tty';
import { styleText } from 'node:util';
import type { StackProgress } from '../stack/stack-options';

type Style = 'bold' | 'green' | 'red' | 'yellow' | 'dim' | 'cyan';

const TICK_MS = 100;
const PLAIN_NOTE_MS = 15_000;
const NAME_WIDTH = 16;
const RESULT_WIDTH = 30;

/** Where people read: colours and moving lines on a terminal, plain lines anywhere else. */
export class Terminal implements StackProgress {
  constructor(
    private readonly out: Pick<WriteStream, 'write'> & { readonly isTTY?: boolean },
    private readonly hasColours: boolean = out.isTTY === true && !process.env['NO_COLOR'],
  ) {}

  line(text = ''): void {
    this.out.write(`${text}\n`);
  }

  paint(style: Style, text: string): string {
    return this.hasColours ? styleText(style, text, { validateStream: false }) : text;
  }

  heading(text: string): void {
    this.line();
    this.line(this.paint('bold', text));
  }

  tell(sentence: string): void {
    this.line(`  ${this.paint('yellow', '!')} ${sentence}`);
  }

  async step<T>(name: string, run: () => Promise<T>, describe: (result: T) => string = () => ''): Promise<T> {
    const begun = performance.now();
    const seconds = (): string => ((performance.now() - begun) / 1000).toFixed(1);
    const stopShowing = this.out.isTTY ? this.showMoving(name, seconds) : this.showPlainly(name, seconds);
    try {
      const result = await run();
      stopShowing();
      const told = `${name.padEnd(NAME_WIDTH)} ${describe(result).padEnd(RESULT_WIDTH)}`;
      this.line(`  ${this.paint('green', '✓')} ${told} ${this.paint('dim', `${seconds().padStart(5)} s`)}`);
      return result;
    } catch (error) {
      stopShowing();
      this.line(`  ${this.paint('red', '✗')} ${name}`);
      throw error;
    }
  }

  private showMoving(name: string, seconds: () => string): () => void {
    const show = (): void => {
      this.out.write(`\r  … ${name} ${seconds()} s`);
    };
    const timer = setInterval(show, TICK_MS);
    return () => {
      clearInterval(timer);
      this.out.write('\r\u001b[K');
    };
  }

  private showPlainly(name: string, seconds: () => string): () => void {
    const timer = setInterval(() => this.line(`  … ${name}, ${seconds()} s so far`), PLAIN_NOTE_MS);
    return () => {
      clearInterval(timer);
    };
  }
}
