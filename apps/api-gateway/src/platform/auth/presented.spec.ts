import { presentedBy } from './presented';

const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;
const credentials = { kind: 'secret', credentials: { key: '0.key', secret: 'se:cret' } };

describe('what a call shows of who makes it', () => {
  it.each([
    ['nothing', {}, { kind: 'user-token', token: undefined }],
    ['the user’s token', { 'x-cap-ui-auth-token': 't' }, { kind: 'user-token', token: 't' }],
    ['a bearer token', { authorization: 'bearer  t ' }, { kind: 'user-token', token: 't' }],
    ['Basic', { authorization: basic('0.key:se:cret') }, credentials],
    ['Basic in other letters', { authorization: basic('0.key:se:cret').replace('Basic', 'bAsIc') }, credentials],
    ['Basic without a colon', { authorization: basic('0.key') }, { kind: 'secret', credentials: { key: '0.key', secret: '' } }],
    ['an API token', { 'cap-api-access-token': 't' }, { kind: 'api-token', token: 't' }],
    ['an API token beside Basic', { 'cap-api-access-token': 't', authorization: basic('0.key:s') }, { kind: 'api-token', token: 't' }],
    ['a user beside Basic', { 'x-cap-ui-auth-token': 'u', authorization: basic('0.key:s') }, { kind: 'user-token', token: 'u' }],
    ['a user beside an API token', { 'x-cap-ui-auth-token': 'u', 'cap-api-access-token': 't' }, { kind: 'user-token', token: 'u' }],
    ['a bearer beside an API token', { authorization: 'Bearer u', 'cap-api-access-token': 't' }, { kind: 'user-token', token: 'u' }],
    ['an empty user’s token beside Basic', { 'x-cap-ui-auth-token': '', authorization: basic('0.key:se:cret') }, credentials],
    ['another scheme', { authorization: 'Digest username="x"' }, { kind: 'user-token', token: undefined }],
  ])('%s', (_case, headers, presented) => {
    expect(presentedBy({ headers })).toEqual(presented);
  });
});
