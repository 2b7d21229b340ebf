import { createHash } from 'node:crypto';
import { type CommittedEntry, digestTexts, leafBytes, leafHash } from './entry';

const ENTRY: CommittedEntry = {
  orgId: 0,
  kind: 'transition',
  fields: { to: 'approved', request: '018f-1', at: '2026-11-22T11:12:25.123Z' },
  digests: { comment: 'AAAA' },
};

describe('the bytes of a leaf', () => {
  it('are canonical JSON, whatever order the fields came in', () => {
    expect(leafBytes(ENTRY)).toBe(
      '{"digests":{"comment":"AAAA"},"fields":{"at":"2026-11-22T11:12:25.123Z","request":"018f-1","to":"approved"},"kind":"transition","org":"0","v":"1"}',
    );
    const shuffled = { ...ENTRY, fields: Object.fromEntries(Object.entries(ENTRY.fields).reverse()) };
    expect(leafBytes(shuffled)).toBe(leafBytes(ENTRY));
  });

  it('are hashed with nothing but SHA-256', () => {
    expect(leafHash(ENTRY)).toEqual(
      createHash('sha256')
        .update(`\0${leafBytes(ENTRY)}`, 'utf8')
        .digest(),
    );
  });
});

describe('the digest of words', () => {
  const salt = Buffer.alloc(16, 7);

  it('is salted, and differs between names', () => {
    const { comment, outcome } = digestTexts({ comment: 'no', outcome: 'no' }, salt);
    expect(comment).not.toBe(outcome);
    expect(comment).toBe(createHash('sha256').update(salt).update('comment\0no').digest('base64'));
    expect(digestTexts({ comment: 'no' }, Buffer.alloc(16, 8))['comment']).not.toBe(comment);
  });
});
