import type { Problem } from '@countersign/contract';
import { WorkflowError } from '@countersign/engine';
import { readSubmission } from './submission';

const body = '{ "points" : 20.0,\n "note":"caf\\u00e9", "big":9007199254740991 }';
const text = `{"payload":{"IntouchAPITask-Payload":{"headers":{"body":1},"body":${body},"queryParams":{"b":"2","a":"1"}}},"entityInfo":{"tillId":"1"}}`;

function problemsOf(submission: string): readonly Problem[] {
  try {
    readSubmission(submission);
    return [];
  } catch (error) {
    if (error instanceof WorkflowError) return error.problems;
    throw error;
  }
}
const referencesOf = (submission: string) => problemsOf(submission).map(({ reference }) => reference);

describe('readSubmission', () => {
  it('cuts the maker’s parts out of the text without touching them', () => {
    expect(readSubmission(text)).toEqual({
      entityInfo: { tillId: '1' },
      bodyText: body,
      queryParamsText: '{"b":"2","a":"1"}',
      rawText: text,
    });
  });

  it.each([
    ['entityInfo', '{"payload":{"IntouchAPITask-Payload":{"body":{}}}}', '/entityInfo'],
    ['payload', '{"entityInfo":{}}', '/payload'],
    ['IntouchAPITask-Payload', '{"entityInfo":{},"payload":{}}', '/payload/IntouchAPITask-Payload'],
    ['body', '{"entityInfo":{},"payload":{"IntouchAPITask-Payload":{}}}', '/payload/IntouchAPITask-Payload/body'],
  ])('names %s when it is missing', (_field, without, reference) => {
    expect(referencesOf(without)).toEqual([reference]);
  });

  it('names every field that is wrong, and no value', () => {
    const wrong = text.replace('"tillId":"1"', '"tillId":"919900000101x","shop":"secret"');
    expect(referencesOf(wrong)).toEqual(['/entityInfo/tillId', '/entityInfo/shop']);
    expect(JSON.stringify(problemsOf(wrong))).not.toMatch(/919900000101|secret/);
  });

  it('refuses numbers that cannot be kept exactly', () => {
    const wrong = text.replace('9007199254740991', '9007199254740993');
    expect(referencesOf(wrong)).toEqual(['/payload/IntouchAPITask-Payload/body/big']);
  });
});
