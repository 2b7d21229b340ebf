import { countOf } from '../display/numbers';

type Words = (parts: readonly string[]) => string;

/** What the library of our schemas says, and what people are told instead. */
const SAID: readonly (readonly [RegExp, Words])[] = [
  [/^Invalid input: expected .+, received undefined\.?$/, () => 'Fill this in.'],
  [/^Invalid input: expected (?:number|int)\b.*$/, () => 'Write a number that can be stored exactly: digits alone, at most 15 of them.'],
  [/^Invalid input: expected array\b.*$/, () => 'Write a list.'],
  [/^Invalid input: expected boolean\b.*$/, () => 'Write Yes or No.'],
  [/^Invalid input: expected (?:string)\b.*$/, () => 'Write a text.'],
  [/^Invalid input: expected (?:object|record)\b.*$/, () => 'Fill in its fields.'],
  [/^Invalid input: expected "?(.+?)"?\.?$/, ([value = '']) => `Write ${value}.`],
  [/^Invalid (?:option|input): expected one of (.+?)\.?$/, ([options = '']) => `Write one of ${optionsIn(options)}.`],
  [/^Invalid input\.?$/, () => 'This does not fit here. Look at the example.'],
  [/^Too small: expected (?:number|int)\S* to be >(-?[\d.e+]+?)\.?$/, ([least = '']) => `Write a number above ${least}.`],
  [/^Too small: expected (?:number|int)\S* to be >=(-?[\d.e+]+?)\.?$/, ([least = '']) => `Write a number of at least ${least}.`],
  [/^Too big: expected (?:number|int)\S* to be <(-?[\d.e+]+?)\.?$/, ([most = '']) => `Write a number below ${most}.`],
  [/^Too big: expected (?:number|int)\S* to be <=(-?[\d.e+]+?)\.?$/, ([most = '']) => `Write a number of at most ${most}.`],
  [
    /^Too small: expected string to have >=(\d+) characters?\.?$/,
    ([least = '']) => (least === '1' ? 'Fill this in.' : `Write at least ${countOf(Number(least), 'character')}.`),
  ],
  [/^Too big: expected string to have <=(\d+) characters?\.?$/, ([most = '']) => `Write at most ${countOf(Number(most), 'character')}.`],
  [/^Too small: expected array to have >=(\d+) items?\.?$/, ([least = '']) => `Give at least ${least}.`],
  [/^Too big: expected array to have <=(\d+) items?\.?$/, ([most = '']) => `Give at most ${most}.`],
  [/^Invalid string: must match pattern .+$/, () => 'This is not written as it has to be. Look at the example.'],
  [/^Invalid (?:ISO )?(?:date|datetime|time)\.?$/, () => 'Write a date that exists, the year first.'],
  [/^Invalid (email address|URL|UUID)\.?$/i, ([what = '']) => `Write a valid ${what}.`],
  [/^Unrecognized keys?: .+$/, () => 'There is a field here that is not known.'],
];

/** What a schema says of a value, in the words of people; a sentence that somebody wrote stays. */
export function plainWords(sentence: string): string {
  for (const [form, words] of SAID) {
    const found = form.exec(sentence);
    if (found) return words(found.slice(1));
  }
  return sentence;
}

/** Whether nobody wrote the sentence: beside one that somebody wrote it says nothing new. */
export function isSchemaWords(sentence: string): boolean {
  return SAID.some(([form]) => form.test(sentence));
}

function optionsIn(options: string): string {
  const named: Readonly<Record<string, string>> = { true: 'Yes', false: 'No' };
  return options
    .split('|')
    .map((option) => option.replaceAll('"', ''))
    .map((option) => named[option] ?? option)
    .join(', ');
}
