import { FaultBook } from '../faults/fault-book';
import { Pauses } from '../faults/pauses';
import { type EffectOrigin, Ledger } from '../ledger/ledger';
import { type Answer, type CallContext } from '../protocol/loyalty-call';
import { CustomerLocks } from '../state/customer-locks';
import { type Effect } from '../state/ledger-entry';
import { LoyaltyState } from '../state/loyalty-state';
import { type SandboxSettings } from '../state/sandbox-settings';
import { ReceivedCalls } from './received-calls';
import { type SandboxConfig } from './sandbox.config';

/** Everything that one running sandbox knows. */
export class Sandbox {
  readonly state = new LoyaltyState();
  readonly faults = new FaultBook();
  readonly receivedCalls = new ReceivedCalls();
  readonly locks = new CustomerLocks();
  readonly pauses = new Pauses();
  settings: SandboxSettings;

  private constructor(
    readonly config: SandboxConfig,
    readonly ledger: Ledger,
  ) {
    this.settings = initialSettings(config);
    for (const entry of ledger.entriesSince(0)) this.state.apply(entry);
  }

  /** Rebuilds the state from the ledger file. */
  static async open(config: SandboxConfig): Promise<Sandbox> {
    return new Sandbox(config, await Ledger.open(config.ledgerFile));
  }

  contextFor(orgId: number): CallContext {
    return { organisation: this.state.org(orgId), settings: this.settings, now: new Date(), seq: this.ledger.nextSeq };
  }

  /**
   * Lets the effect happen and asks for the answer in one go, so that no other call comes between, and hands the
   * answer out only when the effect is on disk.
   */
  async commit(effect: Effect, origin: EffectOrigin, answer: () => Answer): Promise<Answer> {
    const { entry, durable } = this.ledger.enter(effect, origin);
    this.state.apply(entry);
    const prepared = answer();
    await durable;
    return prepared;
  }

  /** As freshly started on an empty ledger; effects that are still to come are called off. */
  async reset(): Promise<void> {
    this.pauses.cancelAll();
    this.faults.clear();
    this.receivedCalls.clear();
    this.state.clear();
    this.settings = initialSettings(this.config);
    await this.ledger.clear();
  }
}

function initialSettings(config: SandboxConfig): SandboxSettings {
  return { checkBalanceFirst: false, piiDeletionEnabled: false, customerLockMs: config.customerLockMs };
}
