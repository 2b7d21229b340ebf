import type { RequestType } from '@countersign/contract';
import { type ConformanceCheck, validPayloads } from './conformance-check';
import { inEvilTexts, LANGUAGES, NOTHING_TO_READ } from './evil-texts';
import type { RequestTypeFixtures } from './fixtures';
import { issuePointers } from './issue-pointers';
import { jsonPlaces, withValueAt } from './json-places';

export const TEXT_CHECKS: readonly ConformanceCheck[] = [
  { name: 'refuses in every text but free text what a reader does not see, and names the field', problems: acceptedEvilTexts },
  { name: 'takes free text as every language needs it, and none in which there is nothing to read', problems: misjudgedFreeTexts },
];

function acceptedEvilTexts(definition: RequestType, fixtures: RequestTypeFixtures): string[] {
  const identifiers = textPlaces(fixtures).filter(({ pointer }) => !freeTextFields(fixtures).includes(pointer));
  // Each field once: where several payloads have it, the schema is the same.
  return [...new Map(identifiers.map((place) => [place.pointer, place])).values()].flatMap(({ name, payload, pointer, text }) =>
    [...inEvilTexts(text)].flatMap(([character, evil]) => {
      const named = refusedAt(definition, withValueAt(payload, pointer, evil));
      if (named?.includes(pointer)) return [];
      const what = `${character} at ${pointer} of "${name}"`;
      return [
        named ? `${what} is refused at ${named.join(', ')} and not there` : `${what} is accepted; make it an identifier() or nameText()`,
      ];
    }),
  );
}

function misjudgedFreeTexts(definition: RequestType, fixtures: RequestTypeFixtures): string[] {
  const places = textPlaces(fixtures);
  const unseen = freeTextFields(fixtures).filter((field) => !places.some(({ pointer }) => pointer === field));
  return [
    ...unseen.map((field) => `${field} is said to be free text, and no valid payload has text there`),
    ...places
      .filter(({ pointer }) => freeTextFields(fixtures).includes(pointer))
      .flatMap(({ name, payload, pointer }) => {
        const isRefused = (text: string) => refusedAt(definition, withValueAt(payload, pointer, text)) !== undefined;
        return [
          ...(isRefused(LANGUAGES) ? [`the free text at ${pointer} of "${name}" refuses what languages need`] : []),
          ...(isRefused('') && !isRefused(NOTHING_TO_READ) ? [`the free text at ${pointer} of "${name}" may hold nothing to read`] : []),
        ];
      }),
  ];
}

function textPlaces(fixtures: RequestTypeFixtures) {
  return validPayloads(fixtures).flatMap(({ name, payload }) =>
    jsonPlaces(payload).flatMap(({ pointer, value }) => (typeof value === 'string' ? [{ name, payload, pointer, text: value }] : [])),
  );
}

function freeTextFields({ freeTextFields: stated = [] }: RequestTypeFixtures): readonly string[] {
  return stated;
}

function refusedAt({ payload: schema }: RequestType, payload: unknown): readonly string[] | undefined {
  const { error } = schema.safeParse(payload);
  return error && issuePointers(error.issues);
}
