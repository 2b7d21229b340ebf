import { CUSTOMER, earning, issue } from '../../test/payloads';
import { type HttpAnswer, SandboxFixture } from '../../test/sandbox-fixture';

const ENROL_FIRST = 'ba5e00000000000000000002';
const MILESTONES_ONLY = 'ba5e00000000000000000003';
const ENDED = 'ba5e00000000000000000004';

function expectRefusal(answer: HttpAnswer, status: number, code: number): void {
  expect(answer.status).toBe(status);
  expect(answer.json()).toEqual({
    data: null,
    errors: [{ code, message: expect.any(String) as string, reference: null }],
    warnings: null,
  });
}

const REFUSED_BADGES = [
  ['a badge of another org', 400, 1054, { badgeMetaId: 'ba5e0000000000000000ffff' }],
  ['a badge that its owner has not claimed', 409, 810, { badgeMetaId: MILESTONES_ONLY }],
  ['a badge that has ended', 400, 816, { badgeMetaId: ENDED }],
] as const;

describe('the badge calls', () => {
  let sandbox: SandboxFixture;

  beforeEach(async () => {
    sandbox = await SandboxFixture.start();
  });
  afterEach(() => sandbox.stop());

  describe('POST /api_gateway/v1/badges/customer/earn', () => {
    it('gives the badge and answers as documented', async () => {
      const answer = await sandbox.send(earning());
      expect(answer.status).toBe(200);
      expect(answer.headers).not.toHaveProperty('status_code');
      expect(answer.json()).toEqual({
        data: {
          badgeMetaId: 'ba5e00000000000000000001',
          customerId: CUSTOMER.id,
          earnedBadgeId: '000000000000000100000000',
          expiresOn: expect.any(Number) as number,
          requestId: 'earn-1',
          issuedId: null,
        },
        errors: [],
        warnings: [],
      });
      expect((await sandbox.customer(CUSTOMER.id)).earnedBadges).toHaveLength(1);
    });

    it('refuses a request id that was used, whichever way it is spelt', async () => {
      await sandbox.send(earning({ requestId: 2132 }));
      expectRefusal(await sandbox.send(earning({ requestId: '2132' })), 400, 809);
      expect(await sandbox.ledger()).toHaveLength(1);
    });

    it('asks for an enrolment first where the badge needs one, and names it afterwards', async () => {
      expectRefusal(await sandbox.send(earning({ badgeMetaId: ENROL_FIRST })), 409, 811);
      await sandbox.send(issue({ badgeMetaId: ENROL_FIRST }));
      const answer = await sandbox.send(earning({ badgeMetaId: ENROL_FIRST }));
      expect(answer.json()).toMatchObject({ data: { issuedId: '000000000000000100000000' } });
    });

    it.each(REFUSED_BADGES)('refuses %s with HTTP %i and %i', async (_, status, code, changes) => {
      expectRefusal(await sandbox.send(earning(changes)), status, code);
    });

    it('refuses an event more than a day ahead', async () => {
      const inTwoDays = Math.round(Date.now() / 1000) + 2 * 86_400;
      expectRefusal(await sandbox.send(earning({ earnEventDate: inTwoDays })), 400, 816);
      expect((await sandbox.send(earning({ earnEventDate: inTwoDays - 172_800 }))).status).toBe(200);
    });

    it('gives nothing to an unknown or a deleted customer', async () => {
      expectRefusal(await sandbox.send(earning({ customerId: 1 })), 400, 400);
      expectRefusal(await sandbox.send(earning({ customerId: 5_001_096 })), 400, 400);
    });

    it('names the field of an unknown owner', async () => {
      const answer = await sandbox.send(earning({ triggeredBy: { ownerType: 'Nobody', referenceId: '7' } }));
      expectRefusal(answer, 400, 400);
      expect(answer.text).toContain('triggeredBy.ownerType');
    });
  });

  describe('POST /api_gateway/v1/badges/badgeMeta/customer/issueBulk', () => {
    it('enrols the customers and answers as documented', async () => {
      const answer = await sandbox.send(issue());
      expect(answer.status).toBe(200);
      expect(answer.json()).toEqual({
        data: {
          badgeMetaId: ENROL_FIRST,
          triggeredBy: { ownerType: 'Goodwill_Module', referenceId: '7' },
          expiresOn: expect.any(Number) as number,
          issuedBadges: [{ customerId: CUSTOMER.id, issuedId: '000000000000000100000000', status: 'ACTIVE', error: null }],
          requestId: 'issue-1',
        },
        errors: [],
        warnings: [],
      });
      expect((await sandbox.customer(CUSTOMER.id)).issuedBadges).toHaveLength(1);
    });

    it('refuses a request id that was used', async () => {
      await sandbox.send(issue());
      expectRefusal(await sandbox.send(issue({ customers: [5_001_002] })), 400, 809);
    });

    it('enrols some and names the others, in a 200 without top-level errors', async () => {
      await sandbox.send(issue({ customers: [5_001_002] }));
      const answer = await sandbox.send(issue({ requestId: 'issue-2', customers: [5_001_002, 5_001_003, 1] }));
      expect(answer.status).toBe(200);
      expect(answer.json()).toMatchObject({
        data: {
          issuedBadges: [
            { customerId: 5_001_002, issuedId: null, error: { code: 1040, reference: null } },
            { customerId: 5_001_003, issuedId: '000000000000000200000000', status: 'ACTIVE', error: null },
            { customerId: 1, issuedId: null, error: { code: 400 } },
          ],
        },
        errors: [],
      });
      expect((await sandbox.ledger('?since=1')).map((entry) => entry.customerIds)).toEqual([[5_001_003]]);
    });

    it('does not use the request id up when every customer is refused', async () => {
      const nobody = await sandbox.send(issue({ customers: [1, 2] }));
      expect(nobody.status).toBe(200);
      expect(nobody.json()).toMatchObject({ data: { issuedBadges: [{ error: { code: 400 } }, { error: { code: 400 } }] }, errors: [] });
      expect(await sandbox.ledger()).toEqual([]);
      expect((await sandbox.send(issue())).json()).toMatchObject({ data: { issuedBadges: [{ status: 'ACTIVE' }] } });
    });

    it('enrols a customer once that is named twice', async () => {
      await sandbox.send(issue({ customers: [CUSTOMER.id, CUSTOMER.id] }));
      expect((await sandbox.customer(CUSTOMER.id)).issuedBadges).toHaveLength(1);
    });

    it.each(REFUSED_BADGES)('refuses %s with HTTP %i and %i', async (_, status, code, changes) => {
      expectRefusal(await sandbox.send(issue(changes)), status, code);
    });
  });
});
