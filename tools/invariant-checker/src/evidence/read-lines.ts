import { createReadStream, existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { EvidenceError } from './evidence-error';

/** One line of a file of JSON lines. */
export interface Line {
  /** From 1. */
  readonly number: number;
  readonly value: unknown;
}

/**
 * The lines of a file, one after the other; none when there is no such file. A last line that its writer's death cut off is left out.
 * @throws EvidenceError for any other line that is not JSON
 */
export async function* readLines(file: string): AsyncGenerator<Line> {
  if (!existsSync(file)) return;
  let number = 0;
  let cut: number | undefined;
  for await (const text of createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Infinity })) {
    number += 1;
    if (cut !== undefined) throw new EvidenceError(`Line ${cut} of ${file} is not JSON.`);
    const value = parse(text);
    if (value === undefined) cut = number;
    else yield { number, value };
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
