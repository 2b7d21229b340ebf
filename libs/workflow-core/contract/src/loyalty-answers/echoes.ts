import { answerCode } from './answer-code';

/** Whether what an answer repeats is what was asked for. */
export type Echo = (answered: string) => boolean;

/** By the name of a field in the answer. */
export type Echoes = Readonly<Record<string, Echo>>;

const SHORTEST_NATIONAL_NUMBER = 7;

/** The same id or text, however the loyalty API spells it: as a number, in other letters. */
export function sameAs(asked: string | number | undefined): Echo {
  const { data: expected } = answerCode.safeParse(asked);
  return (answered) => expected === undefined || answered.toLowerCase() === expected.toLowerCase();
}

/** The same number, with or without its country code. */
export function sameMobile(asked: string): Echo {
  const expected = digitsOf(asked);
  return (answered) => {
    const said = digitsOf(answered);
    const [short, long] = said.length < expected.length ? [said, expected] : [expected, said];
    return said === expected || (short.length >= SHORTEST_NATIONAL_NUMBER && long.endsWith(short));
  };
}

export function sameNumber(asked: string | number): Echo {
  return (answered) => Number(answered) === Number(asked);
}

/** Whether an answer contradicts what was asked for. One that leaves a field out or empty says nothing of it. */
export function isAboutAnother(echoes: Echoes, { name, value }: { readonly name: string; readonly value: unknown }): boolean {
  const echo = Object.hasOwn(echoes, name) ? echoes[name] : undefined;
  const { data: answered } = answerCode.safeParse(value);
  return echo !== undefined && answered !== undefined && !echo(answered);
}

/** Leading zeros are the prefix of a call within the country. */
function digitsOf(number: string): string {
  return number.replace(/\D/g, '').replace(/^0+/, '');
}
