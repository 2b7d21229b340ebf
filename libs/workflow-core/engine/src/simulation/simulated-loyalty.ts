import type { SeededRandom } from '../in-memory/seeded-random';
import type { LoyaltyAnswer, LoyaltyExchange, LoyaltyGateway } from '../ports/loyalty-gateway';
import { ENFORCING_PATH } from './simulated-types';
import type { SimulatedProcess, Turns } from './turns';

type Fate = 'executes' | 'refuses' | 'locked' | 'not-set-up' | 'lost-before' | 'lost-after' | 'late' | 'unreadable';

const FATES: readonly [Fate, ...Fate[]] = [
  'executes',
  'executes',
  'executes',
  'refuses',
  'locked',
  'not-set-up',
  'lost-before',
  'lost-after',
  'late',
  'unreadable',
];

/** A loyalty API that does all that a real one has been seen to do, and keeps a ledger. */
export class SimulatedLoyalty {
  /** Once set, every call is answered, and is executed where it can be. */
  healthy = false;
  private readonly effects = new Map<string, number>();
  private readonly usedKeys = new Set<string>();
  private late: LoyaltyExchange[] = [];

  constructor(
    private readonly turns: Turns,
    private readonly random: SeededRandom,
  ) {}

  /** The way there from one process: the call and its answer each take a turn. */
  seenFrom(process: SimulatedProcess): LoyaltyGateway {
    return {
      send: async (exchange) => {
        await this.turns.wait(process);
        const answer = this.receive(exchange);
        await this.turns.wait(process);
        return answer;
      },
    };
  }

  effectsOf(orgId: number, requestId: string): number {
    return this.effects.get(`${orgId}-${requestId}`) ?? 0;
  }

  get total(): number {
    return [...this.effects.values()].reduce((sum, count) => sum + count, 0);
  }

  /** A call whose caller gave up long ago is done now. */
  landLate(): void {
    const [first, ...others] = this.late;
    this.late = others;
    if (first && this.isFresh(first)) this.take(first);
  }

  private receive(exchange: LoyaltyExchange): LoyaltyAnswer {
    const fate = this.healthy ? 'executes' : this.random.pick(FATES);
    if (fate === 'refuses') return readable('refused', 400);
    if (fate === 'not-set-up') return readable('hold', 400);
    if (fate === 'locked') return { kind: 'not-applied', code: '521', message: 'locked' };
    if (fate === 'lost-before') return unclear('time-out');
    if (fate === 'late') {
      this.late.push(exchange);
      return unclear('time-out');
    }
    const fresh = this.isFresh(exchange);
    if (fresh) this.take(exchange);
    if (fate === 'lost-after') return unclear('reset');
    if (fate === 'unreadable') return unclear('unreadable');
    return fresh ? readable('executed', 200) : readable('duplicate', 400);
  }

  private isFresh({ route, call }: LoyaltyExchange): boolean {
    return route.path !== ENFORCING_PATH || !this.usedKeys.has(keyIn(call.bodyText));
  }

  private take({ idempotencyKey, route, call }: LoyaltyExchange): void {
    this.effects.set(idempotencyKey, (this.effects.get(idempotencyKey) ?? 0) + 1);
    if (route.path === ENFORCING_PATH) this.usedKeys.add(keyIn(call.bodyText));
  }
}

function keyIn(bodyText: string): string {
  return (JSON.parse(bodyText) as { readonly key: string }).key;
}

function readable(outcome: string, status: number): LoyaltyAnswer {
  const body = { outcome };
  return { kind: 'readable', response: { status, headers: {}, body }, bodyText: JSON.stringify(body) };
}

function unclear(code: string): LoyaltyAnswer {
  return { kind: 'unclear', code, message: code };
}
