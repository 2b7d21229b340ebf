import { type FaultTarget } from '../faults/fault-book';
import { type FaultableCall, lockedByStatus } from '../faults/misbehave';
import { type EffectOrigin } from '../ledger/ledger';
import { type Answer, type CallRequest, type LoyaltyCall, type Step } from '../protocol/loyalty-call';
import { CUSTOMER_LOCKED } from '../protocol/refusal-codes';
import { type Sandbox } from '../sandbox/sandbox';
import { type Effect } from '../state/ledger-entry';

const LOCKED_MESSAGE = 'The customer is locked by another request';

/** One loyalty call that has been read and may now happen: at once, late, or never. */
export class CallRun<Input, Checked, Own extends Effect> implements FaultableCall {
  readonly target: Omit<FaultTarget, 'path'>;
  private readonly parsed: Step<Input>;

  constructor(
    private readonly sandbox: Sandbox,
    private readonly call: LoyaltyCall<Input, Checked, Own>,
    request: CallRequest,
    private readonly origin: EffectOrigin,
  ) {
    const organisation = sandbox.state.org(origin.orgId);
    this.parsed = call.parse(request);
    const subject =
      this.parsed.refusal === undefined ? call.subject(this.parsed.value, organisation) : { reference: undefined, customerIds: [] };
    this.target = { ...origin, call: call.name, subject, organisation };
  }

  async perform(): Promise<Answer> {
    if (this.parsed.refusal !== undefined) return this.parsed.refusal;
    const { customerLockMs } = this.sandbox.settings;
    if (customerLockMs === 0) return this.checkAndCommit(this.parsed.value);
    const release = this.sandbox.locks.tryTake(this.origin.orgId, this.target.subject.customerIds);
    if (release === undefined) return this.locked();
    try {
      const answer = await this.checkAndCommit(this.parsed.value);
      await this.sandbox.pauses.sleep(customerLockMs);
      return answer;
    } finally {
      release();
    }
  }

  refuse(code: number, message: string): Answer {
    return this.call.refuse(code, message, this.parsed.refusal === undefined ? this.parsed.value : undefined);
  }

  locked(as = this.call.lockedAs): Answer {
    return as === 'item-code' ? this.refuse(CUSTOMER_LOCKED, LOCKED_MESSAGE) : lockedByStatus();
  }

  private async checkAndCommit(input: Input): Promise<Answer> {
    const context = this.sandbox.contextFor(this.origin.orgId);
    const checked = this.call.check(input, context);
    if (checked.refusal !== undefined) {
      // A reference that was used before is one whose effect can be looked up.
      await this.sandbox.ledger.allWritten();
      return checked.refusal;
    }
    const effect = this.call.effect(checked.value, context);
    return this.sandbox.commit(effect, this.origin, () => this.call.answer(checked.value, effect, context));
  }
}
