import { type AnswerMember, answerMembers } from './answer-members';

/** Names without case and signs: `isSuccess`, `is_success`. */
const SAYS_SUCCESS = /^(?:is|was)?(?:success|successful|succeeded|ok|active|applied)$/;
const SAYS_STATUS = /^(?:http|response)?status(?:code)?$|^(?:http|response)code$/;
const SAYS_FAILURE =
  /^(?:is|has|was)?(?:fail(?:ed|ures?|s)?|errors?|exceptions?|faults?|reject(?:ed|ions?|s)?|declined|denied|refused|refusals?)(?:count|codes?|messages?|msg|reasons?|strings?|list|details?|descriptions?|customers|items|entries|ids)?$/;
const YES = /^(?:true|yes|1|success|successful|ok)$/i;
/** A status in words that is none of these is no success that any document knows. */
const GOOD_STATUS =
  /^(?:true|ok|success|successful|succeeded|active|done|complete|completed|created|issued|earned|granted|redeemed|changed|updated|applied|processed|approved|1|2\d\d(?:\.0+)?)$/i;
const BAD_RESULT =
  /^(?:false|ko|not[ _-]|un|in(?:valid|complete|active)|fail|error|except|fault|reject|declin|den(?:y|ied)|refus|abort|cancel|time|pending|queued|partial)/i;
const NOTHING = new Set(['', '0', 'null', 'none', 'false']);

/** Whether any part of an answer says that something failed, whatever its other parts say. */
export function saysFailure(answer: unknown): boolean {
  return answerMembers(answer).some(isFailureSign);
}

export function isFailureSign({ name, value }: Pick<AnswerMember, 'name' | 'value'>): boolean {
  const plainName = name.toLowerCase().replace(/[^a-z]/g, '');
  if (SAYS_FAILURE.test(plainName)) return !isNothing(value);
  // Of an object its own fields speak.
  if (typeof value === 'object' && value !== null) return false;
  const text = String(value).trim();
  if (SAYS_SUCCESS.test(plainName)) return typeof value === 'number' ? !(value > 0) : !YES.test(text);
  if (SAYS_STATUS.test(plainName)) return value !== null && text !== '' && !GOOD_STATUS.test(text);
  return ['state', 'result', 'outcome'].includes(plainName) && BAD_RESULT.test(text);
}

function isNothing(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.keys(value).length === 0;
  return NOTHING.has(String(value).trim().toLowerCase());
}
