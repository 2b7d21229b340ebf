import { readCursor, writeCursor } from './list-cursor';

const cursor = { after: { at: new Date('2026-11-22T11:12:25.123Z'), requestId: '0199d3a4-5b6c-7d8e-9f01-23456789abcd' }, page: 3 };
const order = { sortBy: 'created', descending: true } as const;

describe('the cursor of a list', () => {
  it('comes back as it went out', () => {
    expect(readCursor(writeCursor(cursor, order), order)).toEqual(cursor);
  });

  it('holds only for the order that it was made in', () => {
    expect(readCursor(writeCursor(cursor, order), { sortBy: 'created', descending: false })).toBeUndefined();
    expect(readCursor(writeCursor(cursor, order), { sortBy: 'ended', descending: true })).toBeUndefined();
  });

  const written = (text: string) => Buffer.from(`created-desc/${text}/${cursor.after.requestId}`).toString('base64url');

  it.each(['', 'x', written('0/now'), written('0/9999999999999999'), written('0/-62135596800001'), `${writeCursor(cursor, order)}AAAA`])(
    'is not %j',
    (text) => {
      expect(readCursor(text, order)).toBeUndefined();
    },
  );
});
