const CHECKER = 'CanCheckRequest';
/** A rank of one word. Of any other grant no words are made: grants that differ must never read alike. */
const RANK = /^CanCheckRequest([A-Z][a-z]+)$/;

/** `CanCheckRequestSenior` is held by senior checkers, and `CanCheckRequest7` by checkers with CanCheckRequest7. */
export function checkersWith(grant: string, count: number): string {
  const noun = count === 1 ? 'checker' : 'checkers';
  if (grant === CHECKER) return noun;
  const rank = RANK.exec(grant)?.[1];
  return rank === undefined ? `${noun} with ${grant}` : `${rank.toLowerCase()} ${noun}`;
}

/** Such as "a checker", "an associate checker". */
export function grantInWords(grant: string): string {
  const words = checkersWith(grant, 1);
  return `${/^[aeiou]/.test(words) ? 'an' : 'a'} ${words}`;
}
