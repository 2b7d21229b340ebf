import { createScanner } from 'jsonc-parser';

/** Walks the tokens of a text that `JSON.parse` accepts. Never recurses, so depth cannot exhaust the stack. */
export class JsonCursor {
  private readonly scanner;

  constructor(private readonly text: string) {
    this.scanner = createScanner(text, true);
    this.next();
  }

  /** The first character of the token, which in JSON tells its kind; the empty string at the end of the text. */
  sign(): string {
    return this.text.charAt(this.start);
  }

  get start(): number {
    return this.scanner.getTokenOffset();
  }

  get end(): number {
    return this.scanner.getTokenOffset() + this.scanner.getTokenLength();
  }

  /** A string's decoded value, any other token as spelled. */
  get value(): string {
    return this.scanner.getTokenValue();
  }

  next(): void {
    this.scanner.scan();
  }

  /** Steps over the value under the cursor, whatever it holds, and returns its text. */
  takeValue(): string {
    const start = this.start;
    let end = this.end;
    let open = 0;
    do {
      if (this.sign() === '{' || this.sign() === '[') open++;
      if (this.sign() === '}' || this.sign() === ']') open--;
      end = this.end;
      this.next();
    } while (open > 0 && this.sign() !== '');
    return this.text.slice(start, end);
  }
}
