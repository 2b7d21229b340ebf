import { CUSTOMER, redemption, statusChange } from '../../test/payloads';
import { SandboxFixture } from '../../test/sandbox-fixture';

describe('PUT /v2/customers/lookup/status', () => {
  let sandbox: SandboxFixture;

  beforeEach(async () => {
    sandbox = await SandboxFixture.start();
  });
  afterEach(() => sandbox.stop());

  it('sets the label and with it the status, and answers as documented', async () => {
    const answer = await sandbox.send(statusChange('Suspended'));
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({ status_code: '200', success: '1', fail: '0', uri_path: '/v2/customers/lookup/status' });
    expect(answer.json()).toEqual({ createdId: CUSTOMER.id, warnings: [] });
    expect(await sandbox.customer(CUSTOMER.id)).toMatchObject({ label: 'Suspended', status: 'Suspended' });
  });

  it('sets the same label again without complaint, as one more effect', async () => {
    await sandbox.send(statusChange('Suspended'));
    expect((await sandbox.send(statusChange('Suspended'))).status).toBe(200);
    expect(await sandbox.ledger()).toHaveLength(2);
  });

  it('makes later redemptions fail when the label blocks them', async () => {
    await sandbox.send(statusChange('No redemption'));
    expect((await sandbox.send(redemption())).text).toContain('"code":817');
  });

  it.each([
    [8003, 'a bad source', { source: 'SHOP' }],
    [8013, 'an identifier that does not exist', { identifierName: 'shoeSize' }],
    [8013, 'no identifier value', { identifierValue: '' }],
    [8015, 'an unknown customer', { identifierValue: '919900000999' }],
    [8015, 'an identifier that nobody has', { identifierName: 'fbid' }],
  ])('refuses with %i for %s', async (code, _, query) => {
    const answer = await sandbox.send(statusChange('Suspended', query));
    expect(answer.status).toBe(400);
    expect(answer.headers).toMatchObject({ status_code: String(code), success: '0', fail: '1' });
    expect(answer.json()).toEqual({ errors: [{ code, message: expect.any(String) as string }], warnings: [] });
    expect(await sandbox.ledger()).toEqual([]);
  });

  it('refuses a label that the org does not have', async () => {
    expect((await sandbox.send(statusChange('Platinum'))).status).toBe(400);
  });

  it.each(['Deleted', 'Pending deletion'])('refuses %s only while the PII deletion flow is on', async (label) => {
    await sandbox.settings({ piiDeletionEnabled: true });
    const refused = await sandbox.send(statusChange(label));
    expect(refused.status).toBe(400);
    expect(refused.json()).toMatchObject({ errors: [{ code: 'UPDATECUSTOMERSTATUS_1032' }] });

    await sandbox.settings({ piiDeletionEnabled: false });
    expect((await sandbox.send(statusChange(label))).status).toBe(200);
  });

  it('does not bring a deleted customer back', async () => {
    await sandbox.send(statusChange('Deleted'));
    expect((await sandbox.send(statusChange('Active'))).status).toBe(400);
    expect((await sandbox.customer(CUSTOMER.id)).label).toBe('Deleted');
  });

  it('names the missing field of the body', async () => {
    const answer = await sandbox.send({ ...statusChange('Active'), body: { label: 'Active' } });
    expect(answer.status).toBe(400);
    expect(answer.text).toContain('reason');
  });
});
