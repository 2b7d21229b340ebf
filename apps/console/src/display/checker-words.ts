const CHECKER = 'CanCheckRequest';
/** A rank of one word. Of any other grant no words are made: grants that differ must not read alike. */
const RANK = /^CanCheckRequest([A-Z][a-z]+)$/;

/** As somebody needs it who agrees on a grant: "2 checkers with CanCheckRequestSenior". A word of a sentence may be a rank, too. */
export function checkersByGrant(grant: string, count: number): string {
  const noun = count === 1 ? 'checker' : 'checkers';
  return grant === CHECKER ? noun : `${noun} with ${grant}`;
}

/** As people call them: `CanCheckRequestSenior` is held by senior checkers, and `CanCheckRequest7` by checkers with CanCheckRequest7. */
export function checkersOfRank(grant: string, count: number): string {
  const rank = RANK.exec(grant)?.[1];
  return rank === undefined ? checkersByGrant(grant, count) : `${rank.toLowerCase()} ${checkersByGrant(CHECKER, count)}`;
}

/** Such as "a checker", "an associate checker". */
export function grantInWords(grant: string): string {
  const words = checkersOfRank(grant, 1);
  return `${/^[aeiou]/.test(words) ? 'an' : 'a'} ${words}`;
}
