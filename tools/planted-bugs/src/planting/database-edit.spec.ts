import { type Ask, editDatabase } from './database-edit';
import { NothingToPatchError } from './nothing-to-patch-error';

/** A database that knows one function or one check, and keeps what it is told to do. */
function databaseWith(...found: string[]): { readonly ask: Ask; readonly told: string[] } {
  const told: string[] = [];
  const ask: Ask = async (text, values) => {
    if (values) return found.map((one) => ({ found: one }));
    told.push(text);
    return [];
  };
  return { ask, told };
}

const edit = { inFunction: 'settle', replace: 'where true', by: 'where false' };

describe('editDatabase', () => {
  it('puts the edited function in the place of the real one', async () => {
    const { ask, told } = databaseWith('create or replace function settle() where true;');
    await editDatabase([edit], ask);
    expect(told).toEqual(['create or replace function settle() where false;']);
  });

  it('drops a check by the name that the database gave it', async () => {
    const { ask, told } = databaseWith('request_check');
    await editDatabase([{ onTable: 'request', check: 'a <> b' }], ask);
    expect(told).toEqual(['alter table request drop constraint "request_check"']);
  });

  it.each([
    ['the fragment is not there any more', ['function settle() where maybe']],
    ['the fragment is there twice', ['function settle() where true or where true']],
    ['the function is not there any more', []],
    ['there are two functions of the name', ['settle(int) where true', 'settle(text) where true']],
  ])('fails, and changes nothing, when %s', async (_, found) => {
    const { ask, told } = databaseWith(...found);
    await expect(editDatabase([edit], ask)).rejects.toThrow(NothingToPatchError);
    expect(told).toEqual([]);
  });
});
