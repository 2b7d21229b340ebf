import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorCodesPage } from './error-codes-page';
import { errorEnvelope } from './error-envelope';
import { PROBLEM_CATALOGUE } from './problem-catalogue';

const PAGE = join(__dirname, '../../../../../docs/error-codes.md');

describe('the catalogue of problems', () => {
  it('uses a code twice only for the documented two meanings of 2007', () => {
    const codes = Object.values(PROBLEM_CATALOGUE).map(({ code }) => code);
    expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([2007]);
  });

  it('has only statuses of errors', () => {
    expect(Object.values(PROBLEM_CATALOGUE).filter(({ status }) => status < 400 || status > 599)).toEqual([]);
  });

  it('is what docs/error-codes.md says', () => {
    expect(existsSync(PAGE) && readFileSync(PAGE, 'utf8')).toBe(errorCodesPage());
  });
});

describe('errorEnvelope', () => {
  it('has one entry per problem, and null for a reference that there is not', () => {
    const text = errorEnvelope([
      { kind: 'invalid-payload', message: 'A.', reference: '/a' },
      { kind: 'unknown-type', message: 'B.' },
    ]);
    expect(text).toBe(
      '{"data":null,"errors":[{"code":2008,"message":"A.","reference":"/a"},{"code":2009,"message":"B.","reference":null}],"warnings":null}',
    );
  });
});
