import { executionQueueName } from '@countersign/contract';
import { executionJob, executionJobId } from './execution-job';

const lease = { orgId: 0, requestId: '0199aaaa-0000-7000-8000-000000000001', epoch: 3 };

describe('execution jobs', () => {
  it('have one queue per request type', () => {
    expect(executionQueueName('POINTS_REDEMPTION')).toBe('execute-points-redemption');
  });

  it('have an id per attempt, without the colon and the bare number that BullMQ refuses', () => {
    expect(executionJobId(lease)).toBe('0199aaaa-0000-7000-8000-000000000001-3');
    expect(executionJobId({ ...lease, epoch: 4 })).not.toBe(executionJobId(lease));
  });

  it('keep nothing but the ids', () => {
    expect(executionJob.parse({ ...lease, payload: { mobile: '919900000101' } })).toEqual(lease);
  });

  it.each([
    undefined,
    null,
    'execute',
    {},
    { ...lease, orgId: -1 },
    { ...lease, orgId: '0' },
    { ...lease, requestId: "1' or '1'='1" },
    { ...lease, epoch: 1.5 },
    { ...lease, epoch: undefined },
  ])('refuse %j', (data) => {
    expect(executionJob.safeParse(data).success).toBe(false);
  });
});
