/** A number as a JSON text spells it: a parser makes 5001002 of 5001001.9999999999999. */
export class SpelledNumber {
  constructor(readonly text: string) {}
}

const STRING_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g;
/** No key of a payload holds NUL: PostgreSQL cannot store it, and the gateway refuses it. */
const SPELLED = '\u0000';

/** The value of a JSON text with its numbers as they are spelled. @param json well-formed JSON */
export function parseSpelled(json: string): unknown {
  const marked = json.replace(STRING_OR_NUMBER, (token) => (token.startsWith('"') ? token : JSON.stringify({ [SPELLED]: token })));
  return JSON.parse(marked, (_key, value: unknown) => {
    const spelled = typeof value === 'object' && value !== null && SPELLED in value ? value[SPELLED] : undefined;
    return typeof spelled === 'string' ? new SpelledNumber(spelled) : value;
  });
}
