import { z } from 'zod';

const logLineSchema = z.looseObject({
  level: z.string(),
  msg: z.string(),
  err: z.looseObject({ message: z.string() }).optional(),
});

const LONGEST = 200;

/** A line of an app's log for people: level and message where it is JSON, else as it is; cut where it is long. */
export function readableLogLine(line: string): string {
  const text = fromJson(line) ?? line;
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}

function fromJson(line: string): string | undefined {
  try {
    const { level, msg, err } = logLineSchema.parse(JSON.parse(line));
    return `${level.padEnd(5)} ${msg}${err ? ` (${err.message})` : ''}`;
  } catch {
    return undefined;
  }
}
