import { startTestGateway, type TestGateway } from '../../../test-support/gateway';
import { REQUESTS, submit } from '../../../test-support/requests';
import { MAKER, STRANGER, tokenOf } from '../../../test-support/tokens';

const LIST = `${REQUESTS}/requests`;

describe('access', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startTestGateway();
  });
  afterAll(() => gateway.close());

  it('needs a token on every route that does not say otherwise, in the same words whatever is wrong', async () => {
    const none = await gateway.call({ url: LIST });
    const bad = await gateway.call({ url: LIST, headers: { 'x-cap-ui-auth-token': 'a.b.c' } });
    const basic = await gateway.call({ url: LIST, headers: { authorization: 'Basic dGlsbDpzZWNyZXQ=' } });
    expect([none.status, none.json['errors']]).toMatchObject([401, [{ code: 2013 }]]);
    expect(none.headers['www-authenticate']).toBe('Bearer');
    expect([bad.text, basic.text]).toEqual([none.text, none.text]);
  });

  it('is refused before the body is looked at', async () => {
    const answer = await gateway.call({ method: 'POST', url: `${REQUESTS}/POINTS-REDEMPTION`, body: '{not json' });
    expect(answer.status).toBe(401);
  });

  it('takes the token as Bearer too, and the user’s own before it', async () => {
    const token = await tokenOf(MAKER);
    expect((await gateway.call({ url: LIST, headers: { authorization: `Bearer ${token}` } })).status).toBe(200);
    const both = { 'x-cap-ui-auth-token': token, authorization: 'Basic dGlsbDpzZWNyZXQ=' };
    expect((await gateway.call({ url: LIST, headers: both })).status).toBe(200);
  });

  it('wants the org on writes, and on reads only where the token has several', async () => {
    const token = { 'x-cap-ui-auth-token': await tokenOf(MAKER) };
    expect((await gateway.call({ url: LIST, headers: token })).status).toBe(200);
    const write = await gateway.call({ method: 'POST', url: `${REQUESTS}/POINTS-REDEMPTION`, headers: token, body: {} });
    expect([write.status, write.json['errors']]).toMatchObject([400, [{ code: 2005, reference: 'X-CAP-API-AUTH-ORG-ID' }]]);
    const several = { 'x-cap-ui-auth-token': await tokenOf({ ...MAKER, orgs: { '0': [], '7': [] } }) };
    expect((await gateway.call({ url: LIST, headers: several })).json).toMatchObject({ errors: [{ code: 2005 }] });
  });

  it('refuses an org that is no number, and one that is not the token’s', async () => {
    for (const org of ['x', '-1', '1.5', '0x1'])
      expect((await submit(gateway, {}, { headers: { 'x-cap-api-auth-org-id': org } })).json).toMatchObject({ errors: [{ code: 2005 }] });
    const foreign = await submit(gateway, {}, { as: STRANGER, headers: { 'x-cap-api-auth-org-id': '0' } });
    expect([foreign.status, foreign.json['errors']]).toMatchObject([403, [{ code: 2001 }]]);
  });
});
