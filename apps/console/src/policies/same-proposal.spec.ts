import type { PolicyVersion } from './policy';
import { isSameProposal } from './same-proposal';

const proposed = { basedOn: 3, autoApproval: { mode: 'up-to', amount: 50 }, dailyCaps: { maker: { requests: 4 } } } as const;
const stored: PolicyVersion = {
  version: 4,
  status: 'proposed',
  basedOn: 3,
  proposedBy: { id: 1, name: 'Carl' },
  proposedAt: '2026-11-22T11:12:25.123Z',
  dailyCaps: { maker: { requests: 4 } },
  autoApproval: { amount: 50, mode: 'up-to' },
};

describe('a proposal of which no answer came', () => {
  it('is known again among those that are stored, in whatever order of keys', () => {
    expect(isSameProposal(stored, proposed)).toBe(true);
  });

  it.each<Partial<PolicyVersion>>([{ basedOn: 2 }, { status: 'declined' }, { autoApproval: { mode: 'off' } }, { expiresAfterHours: 4 }])(
    'is none with %j',
    (other) => {
      expect(isSameProposal({ ...stored, ...other }, proposed)).toBe(false);
    },
  );
});
