/** One field of an answer, wherever it stands. */
export interface AnswerMember {
  readonly name: string;
  readonly value: unknown;
  /** Whether it belongs to one of several: to an entry of a list. */
  readonly isInList: boolean;
}

/** Whatever a warning says, the call was carried out. */
const WARNINGS = 'warnings';

/** Every field of an answer at every depth, but for what stands in its warnings. The loyalty client refuses answers without a bottom. */
export function answerMembers(value: unknown, isInList = false): AnswerMember[] {
  if (Array.isArray(value)) return value.flatMap((element) => answerMembers(element, true));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) =>
    name.toLowerCase() === WARNINGS ? [] : [{ name, value: member, isInList }, ...answerMembers(member, isInList)],
  );
}
