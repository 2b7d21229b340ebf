import { waitFor } from '@countersign/local-servers';
import { Client } from 'pg';
import { type Answer, codesOf, startTestGateway, type TestGateway, textAt } from '../../../test-support/gateway';
import { decide, decisionOf, execute, REQUESTS, submitted } from '../../../test-support/requests';
import { CHECKER, CONFIGURATOR, MAKER, OTHER_CONFIGURATOR, signedIn, type TestPerson } from '../../../test-support/tokens';
import { entriesSchema } from '../../operations/entries.openapi';
import { reviewedAnswerSchema } from '../../operations/operations.openapi';
import { configurationPoliciesSchema } from '../../policies/configuration/configuration-policy.openapi';
import { policyHistorySchema } from '../../policies/policies.openapi';
import { historySchema } from '../../requests/read/history.openapi';
import { requestAnswerSchema, requestListSchema } from '../../views/requests/request.schema';

const LIST = `${REQUESTS}/requests`;
const person = (id: number, ...grants: unknown[]): TestPerson => ({ id, name: `person ${id}`, orgs: { '0': grants } });
/** Nobody knows whether it took effect. */
const HELD = {
  next: 'needs_review',
  inDoubt: true,
  outcome: { kind: 'unknown', code: 'timeout', message: 'No answer in time.', attempts: 1 },
  attempt: { class: 'in-doubt', code: 'timeout', durationMs: 5 },
} as const;
const AUDITOR = person(6001, 'CanAuditWorkflows');

describe('what a person had half done when they were revoked', () => {
  let gateway: TestGateway;
  let sql: Client;
  let ids = 0;
  beforeAll(async () => {
    gateway = await startTestGateway();
    sql = new Client({ connectionString: gateway.databaseUrl });
    await sql.connect();
  });
  afterAll(async () => {
    await sql.end();
    await gateway.close();
  });

  const call = (method: 'GET' | 'POST' | 'PUT', url: string, as: TestPerson, body?: object): Promise<Answer> =>
    gateway.call({ method, url, as, ...(body && { body }) });
  const somebody = (...grants: unknown[]): TestPerson => person(20_000 + ++ids, ...grants);
  const revoke = async ({ id }: TestPerson): Promise<void> => {
    expect((await call('POST', '/v3/revocations', CONFIGURATOR, { userId: id, reason: 'Left the team.' })).status).toBe(200);
  };
  /** As if they had been let in again long after the revocation. */
  const letIn = async ({ id }: TestPerson): Promise<void> => {
    await sql.query(`update revocation set not_before = now() - interval '1 minute' where user_id = $1`, [id]);
  };
  const agreed = async (body: object): Promise<void> => {
    const version: unknown = (await call('PUT', '/policies/POINTS-REDEMPTION', CONFIGURATOR, body)).json['data']?.['version'];
    const approved = await call('POST', `/policies/POINTS-REDEMPTION/${String(version)}/approve`, OTHER_CONFIGURATOR);
    expect(approved.status).toBe(200);
  };
  const levels = (...all: { grant: string; checkers: number }[]) => agreed({ autoApproval: { mode: 'off' }, bands: [{ levels: all }] });
  const asked = (as = MAKER): Promise<string> => {
    ids += 1;
    return submitted(gateway, `HD-${ids}`, { as, mobile: `9199${String(10_000_000 + ids)}` });
  };
  const approve = (requestId: string, as: TestPerson, headers = {}) => decide(gateway, decisionOf(requestId, 'approved'), { as, headers });
  const read = async (requestId: string) => requestAnswerSchema.parse((await call('GET', `${LIST}/${requestId}`, CONFIGURATOR)).json).data;
  const lookedUp = async (requestId: string): Promise<unknown> =>
    ((await call('GET', `/v3/duplicates?requestIds=${requestId}`, CHECKER)).json['data'] as unknown as readonly unknown[])[0];

  it('does not count as the first of two approvals, so that one other person executes nothing', async () => {
    await levels({ grant: 'CanCheckRequest', checkers: 2 });
    const [leaver, one, two] = [somebody('CanCheckRequest'), somebody('CanCheckRequest'), somebody('CanCheckRequest')];
    const requestId = await asked();
    expect((await approve(requestId, leaver)).status).toBe(200);
    await revoke(leaver);
    expect((await read(requestId)).details).toMatchObject({
      approval: { given: 0, quorum: 2, next: 'CanCheckRequest' },
      decisions: [],
      revokedApprovals: [{ checkerId: leaver.id, revokedBy: { id: CONFIGURATOR.id } }],
    });
    await approve(requestId, one);
    expect(await read(requestId)).toMatchObject({ state: 'AdminTask', details: { approval: { given: 1 } } });
    await approve(requestId, two);
    expect(await read(requestId)).toMatchObject({ state: 'IntouchAPITask', details: { approval: { given: 2 } } });
    await execute(gateway, { next: 'approved' });
  });

  it('is told as taken back in the list, the history and the journal', async () => {
    const leaver = somebody('CanCheckRequest');
    const requestId = await asked();
    await approve(requestId, leaver);
    await revoke(leaver);
    const listed = requestListSchema.parse((await call('GET', LIST, CONFIGURATOR)).json);
    const row = listed.data.find((request) => request.requestId === requestId);
    expect(row?.details.revokedApprovals).toMatchObject([{ checkerId: leaver.id }]);
    const { transitions } = historySchema.parse((await call('GET', `${LIST}/${requestId}/history`, CONFIGURATOR)).json).data;
    expect(transitions.map(({ kind, by }) => [kind, by?.id])).toEqual([
      ['submitted', MAKER.id],
      ['approval', leaver.id],
      ['approval-revoked', CONFIGURATOR.id],
    ]);
    const entries = entriesSchema.parse((await call('GET', '/operations/journal/entries?kind=revoked-approval', AUDITOR)).json).data;
    expect(entries[0]).toMatchObject({ fields: { request: requestId, checker: String(leaver.id), position: '1' } });
  });

  it('leaves the level that was taken back to a checker of that level, while later ones stay given', async () => {
    await levels({ grant: 'CanCheckRequest', checkers: 1 }, { grant: 'CanCheckRequestSenior', checkers: 2 });
    const seniors = [somebody('CanCheckRequestSenior'), somebody('CanCheckRequestSenior')] as const;
    const [leaver, other] = [somebody('CanCheckRequest'), somebody('CanCheckRequest')];
    const requestId = await asked();
    await approve(requestId, leaver);
    await approve(requestId, seniors[0]);
    await revoke(leaver);
    expect((await read(requestId)).details.approval).toMatchObject({
      given: 1,
      next: 'CanCheckRequest',
      levels: [
        { grant: 'CanCheckRequest', given: 0 },
        { grant: 'CanCheckRequestSenior', given: 1 },
      ],
    });
    expect(codesOf(await approve(requestId, seniors[1]))).toEqual([403, 2001]);
    expect((await approve(requestId, other)).json['data']).toMatchObject({
      details: { approval: { given: 2, next: 'CanCheckRequestSenior' } },
    });
    expect(codesOf(await approve(requestId, somebody('CanCheckRequest')))).toEqual([403, 2001]);
    await approve(requestId, seniors[1]);
    expect((await read(requestId)).state).toBe('IntouchAPITask');
    await execute(gateway, { next: 'approved' });
  });

  it('can be decided again by the same person once they signed in anew, and counts once', async () => {
    await levels({ grant: 'CanCheckRequest', checkers: 2 });
    const leaver = somebody('CanCheckRequest');
    const requestId = await asked();
    await approve(requestId, leaver, { 'idempotency-key': 'half-done' });
    expect(await lookedUp(requestId)).toMatchObject({ approval: { given: 1 } });
    await revoke(leaver);
    expect(await lookedUp(requestId)).toMatchObject({ approval: { given: 0 } });
    await letIn(leaver);
    const anew = { 'idempotency-key': 'half-done', ...(await signedIn(leaver, Math.floor(Date.now() / 1_000))) };
    expect((await read(requestId)).details.approval.given).toBe(0);
    expect((await approve(requestId, leaver, anew)).status).toBe(200);
    expect(codesOf(await approve(requestId, leaver))).toEqual([409, 2002]);
    expect((await read(requestId)).details.approval.given).toBe(1);
  });

  it('warns the checker of a request whose maker was revoked after it, and of no other', async () => {
    const leaver = somebody('CanMakeRequest');
    const requestId = await asked(leaver);
    const another = await asked();
    await revoke(leaver);
    expect(await read(requestId)).toMatchObject({ state: 'AdminTask', details: { approval: { warnings: ['maker-revoked'] } } });
    expect(await lookedUp(requestId)).toMatchObject({ requestId, approval: { given: 0, warnings: ['maker-revoked'] } });
    expect((await read(another)).details.approval.warnings).toBeUndefined();
    await letIn(leaver);
    const later = await asked(leaver);
    expect((await read(later)).details.approval.warnings).toBeUndefined();
  });

  it.each([
    ['a policy', '/policies/POINTS-REDEMPTION', { autoApproval: { mode: 'on' }, uncapped: true }],
    ['a configuration policy', '/v3/configurationPolicy', { actAtOnce: true }],
  ])('is confirmed by nobody when it is a proposal of %s', async (_, url, body) => {
    const leaver = somebody('CanConfigureWorkflows');
    const proposed: unknown = (await call('PUT', url, leaver, body)).json['data']?.['version'];
    const version = String(proposed);
    await revoke(leaver);
    for (const word of ['approve', 'decline'])
      expect(codesOf(await call('POST', `${url}/${version}/${word}`, OTHER_CONFIGURATOR))).toEqual([409, 2002]);
    const entries = entriesSchema.parse((await call('GET', '/operations/journal/entries?kind=policy-action', AUDITOR)).json).data;
    expect(entries[0]).toMatchObject({ fields: { action: 'withdraw', version, actor: String(CONFIGURATOR.id) } });
  });

  it('is shown as withdrawn among the versions of a policy, and waits no more', async () => {
    const leaver = somebody('CanConfigureWorkflows');
    await call('PUT', '/policies/POINTS-REDEMPTION', leaver, { autoApproval: { mode: 'on' }, uncapped: true });
    await call('PUT', '/v3/configurationPolicy', leaver, { actAtOnce: true });
    await revoke(leaver);
    const { versions, proposals } = policyHistorySchema.parse((await call('GET', '/policies/POINTS-REDEMPTION', CONFIGURATOR)).json).data;
    expect(versions[0]).toMatchObject({ status: 'withdrawn', proposedBy: { id: leaver.id }, decidedBy: { id: CONFIGURATOR.id } });
    expect(proposals).toEqual([]);
    const configuration = configurationPoliciesSchema.parse((await call('GET', '/v3/configurationPolicy', CONFIGURATOR)).json).data;
    expect(configuration.proposals).toEqual([]);
  });

  it('is confirmed by nobody when it is the resolution of a held request, and somebody else proposes anew', async () => {
    await levels({ grant: 'CanCheckRequest', checkers: 1 });
    const [leaver, second, third] = [somebody('CanOperateWorkflows'), somebody('CanOperateWorkflows'), somebody('CanOperateWorkflows')];
    const requestId = await asked();
    await approve(requestId, somebody('CanCheckRequest'));
    await execute(gateway, HELD);
    const resolution = `/operations/requests/${requestId}/resolution`;
    const proposal = { action: 'executed', evidence: 'The ledger shows it.' };
    expect((await call('POST', resolution, leaver, proposal)).status).toBe(200);
    await revoke(leaver);
    expect(codesOf(await call('POST', `${resolution}/1/confirm`, second))).toEqual([409, 2002]);
    const { reviews, request } = reviewedAnswerSchema.parse((await call('GET', `/operations/requests/${requestId}`, second)).json).data;
    expect([reviews[0]?.status, request.details.executionState]).toEqual(['withdrawn', 'needs-review']);
    const { rows } = await sql.query<object>(`select actor_id from operator_action where action = 'withdraw' and request_id = $1`, [
      requestId,
    ]);
    expect(rows).toEqual([{ actor_id: String(CONFIGURATOR.id) }]);
    expect((await call('POST', resolution, second, proposal)).status).toBe(200);
    const confirmed = await call('POST', `${resolution}/2/confirm`, third);
    expect([confirmed.status, textAt(confirmed, 'data', 'request', 'state')]).toEqual([200, 'approved']);
  });

  it.each([
    ['a proposal of a policy', 'PUT', '/policies/POINTS-REDEMPTION', { autoApproval: { mode: 'on' }, uncapped: true }],
    ['a proposal of a configuration policy', 'PUT', '/v3/configurationPolicy', { actAtOnce: true }],
    ['a proposal of an API client', 'POST', '/v3/apiClients', { name: 'Late' }],
    ['an agreement to a policy', 'POST', '/policies/POINTS-REDEMPTION/:version/approve', undefined],
  ] as const)('is not written after all as %s that was let in before the revocation', async (_, method, url, body) => {
    const leaver = somebody('CanConfigureWorkflows', 'CanReadRequests', 'CanMakeRequest');
    const other: unknown = (await call('PUT', '/policies/POINTS-REDEMPTION', CONFIGURATOR, { autoApproval: { mode: 'off' } })).json[
      'data'
    ]?.['version'];
    const late = url.replace(':version', String(other));
    await expectTooLate(leaver, () => call(method, late, leaver, body));
  });

  it('is not written after all as a resolution that was let in before the revocation', async () => {
    await levels({ grant: 'CanCheckRequest', checkers: 1 });
    const leaver = somebody('CanOperateWorkflows');
    const requestId = await asked();
    await approve(requestId, somebody('CanCheckRequest'));
    await execute(gateway, HELD);
    const proposal = { action: 'executed', evidence: 'The ledger shows it.' };
    await expectTooLate(leaver, () => call('POST', `/operations/requests/${requestId}/resolution`, leaver, proposal));
  });

  /** The revocation is being written while the call comes: the gateway lets it in, and its write waits. */
  async function expectTooLate({ id }: TestPerson, write: () => Promise<Answer>): Promise<void> {
    await sql.query('begin');
    await sql.query('select pg_advisory_xact_lock(configuration_lock(0)), pg_advisory_xact_lock(revocation_lock(0, $1))', [id]);
    await sql.query(
      `insert into revocation (org_id, user_id, not_before, reason, revoked_by, revoked_by_name)
       values (0, $1, now() + interval '1 second', 'Left the team.', $2, 'configurator')`,
      [id, CONFIGURATOR.id],
    );
    let isAnswered = false;
    const answer = write().finally(() => (isAnswered = true));
    const waiting = async (): Promise<boolean> => {
      const { rows } = await sql.query<object>(`select from pg_locks where locktype = 'advisory' and not granted`);
      return isAnswered || rows.length > 0;
    };
    await waitFor(waiting, { what: 'the write to wait for the revocation' });
    await sql.query('commit');
    expect(codesOf(await answer)).toEqual([403, 2001]);
  }
});
