import { z } from 'zod';
import { limitOf, limitParameter } from './page-limit';

/** A page of a list whose entries are numbered, the newest first. */
export interface NumberedPage {
  readonly limit: number;
  /** Only entries with a lower number. */
  readonly before?: number;
}

/** Reads and writes the cursors of one list. They are opaque to clients; a list takes only those that begin with its word. */
export class NumberedPages {
  /** The query parameters that choose a page. */
  readonly parameters;
  private readonly form: RegExp;

  constructor(private readonly word: 'action' | 'checkpoint' | 'entry') {
    this.form = new RegExp(`^${word}\\/([1-9]\\d{0,14})$`);
    const cursor = z.string().refine((text) => this.numberIn(text) !== undefined, 'expected nextCursor of the page before');
    this.parameters = { limit: limitParameter, cursor: cursor.exactOptional().describe('pagination.nextCursor of the page before.') };
  }

  pageOf({ limit, cursor }: { readonly limit?: string; readonly cursor?: string }): NumberedPage {
    const before = cursor === undefined ? undefined : this.numberIn(cursor);
    return { limit: limitOf({ ...(limit !== undefined && { limit }) }), ...(before !== undefined && { before }) };
  }

  /** Where the page after entry number `before` begins. */
  cursorOf(before: number): string {
    return Buffer.from(`${this.word}/${before}`).toString('base64url');
  }

  private numberIn(cursor: string): number | undefined {
    const [, before] = this.form.exec(Buffer.from(cursor, 'base64url').toString('latin1')) ?? [];
    return before === undefined ? undefined : Number(before);
  }
}
