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

  it.each(['', 'x', Buffer.from('created-desc/0/now/x').toString('base64url'), `${writeCursor(cursor, order)}AAAA`])(
    'is not %j',
    (text) => {
      expect(readCursor(text, order)).toBeUndefined();
    },
  );
});
