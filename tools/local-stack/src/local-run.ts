import { readLocalSettings, type LocalSettings, portsFor } from './local-stack.config';
import { eventLine } from './output/event-line';
import { examples } from './output/examples';
import { showTrouble } from './output/explain';
import { places } from './output/places';
import type { Terminal } from './output/terminal';
import type { Receiver } from './receiver/receiver';
import type { AppDeath } from './stack/child-app';
import type { Stack } from './stack/stack';
import { StartCalledOff } from './stack/stack-error';
import type { StackPorts } from './stack/stack-options';
import { startStack } from './stack/start-stack';
import { StopRequests } from './stop-requests';
import { CHECKER, MAKER, OPERATOR, ORG_ID } from './tour/people';
import { showResults, tourOn } from './tour/show-tour';
import { runTour, type TourGround, withdrawLeftovers } from './tour/tour';
import type { StepResult } from './tour/tour-result';
import { tourSteps } from './tour/tour-steps';

const INTERRUPTED = 130;

const AT_ONCE =
  `Org ${ORG_ID} lets changes of webhooks and API clients act at once: two invented configurators agreed to that. ` +
  'An org of yours needs a second person for each until two people agree otherwise.';

export interface LocalRunOptions {
  /** Ends after the tour. */
  readonly once: boolean;
  /** Where state, keys and logs are kept. */
  readonly folder: string;
}

/** One `npm start`: from the settings to the exit code. */
export class LocalRun {
  private readonly stops = new StopRequests(() => this.endAtOnce());
  private readonly death: Promise<AppDeath>;
  private tellDeath: (death: AppDeath) => void = () => undefined;
  private stack: Stack | undefined;

  constructor(
    private readonly terminal: Terminal,
    private readonly options: LocalRunOptions,
  ) {
    this.death = new Promise((resolve) => (this.tellDeath = resolve));
  }

  /** @throws StackError, LocalServerError */
  async run(): Promise<number> {
    const settings = readLocalSettings();
    const ports = await portsFor(settings);
    this.terminal.heading('Countersign starts');
    try {
      this.stack = await this.start(settings, ports);
    } catch (error) {
      if (error instanceof StartCalledOff) return INTERRUPTED;
      throw error;
    }
    try {
      return await this.untilTheEnd(this.stack, settings);
    } finally {
      await this.stop(this.stack);
    }
  }

  private async start(settings: LocalSettings, ports: StackPorts): Promise<Stack> {
    const { databaseUrl, redisUrl, loyaltyBaseUrl } = settings;
    return startStack({
      folder: this.options.folder,
      ...(databaseUrl !== undefined && { databaseUrl }),
      ...(redisUrl !== undefined && { redis: redisUrl }),
      ...(loyaltyBaseUrl !== undefined && { loyaltyBaseUrl }),
      mayInstallRedis: true,
      queueDashboardOrgs: String(ORG_ID),
      ports,
      env: { all: { ...process.env, NODE_ENV: undefined } },
      progress: this.terminal,
      signal: this.stops.signal,
      onDeath: (death) => this.tellDeath(death),
    });
  }

  /** Tour, then rest, whichever of a stop and a death comes first. */
  private async untilTheEnd(stack: Stack, settings: LocalSettings): Promise<number> {
    let isUp = false;
    const end = Promise.race([this.stops.first.then(() => (isUp ? 0 : INTERRUPTED)), this.death.then((death) => this.mourn(death))]);
    const tour = this.tour(stack, settings).then((code) => ({ code, isEnd: this.options.once }));
    tour.catch(() => undefined);
    const { code, isEnd } = await Promise.race([tour, end.then((code) => ({ code, isEnd: true }))]);
    if (isEnd) return code;
    isUp = true;
    this.terminal.heading('Countersign runs; events appear here as they arrive. Ctrl-C stops it.');
    return end;
  }

  private mourn({ message, logTail }: AppDeath): number {
    this.terminal.line();
    showTrouble(this.terminal, `${message} Everything else is stopped now.`, logTail);
    return 1;
  }

  /** 0 when all of it went as it should. */
  private async tour(stack: Stack, { loyaltyBaseUrl }: LocalSettings): Promise<number> {
    const { receiver } = await stack.receiver(ORG_ID, {
      onDelivery: (delivery) => {
        this.terminal.line(`    ${this.terminal.paint(delivery.signature === 'ok' ? 'dim' : 'red', eventLine(delivery))}`);
      },
    });
    this.terminal.tell(AT_ONCE);
    const ground = await groundOf(stack, receiver);
    if (isElsewhere(loyaltyBaseUrl)) {
      this.terminal.heading('No tour');
      this.terminal.tell('LOYALTY_BASE_URL leads to another machine, where a tour would move real points.');
      await this.showPlaces(stack, ground, []);
      return 0;
    }
    const results = await this.takeTour(ground);
    const isGood = showResults(this.terminal, results);
    await this.showPlaces(stack, ground, results);
    return isGood ? 0 : 1;
  }

  private async takeTour(ground: TourGround): Promise<StepResult[]> {
    this.terminal.heading(`A short tour: ${MAKER.name} asks, ${CHECKER.name} decides`);
    await withdrawLeftovers(ground, (count) =>
      this.terminal.line(`  ${MAKER.name} withdraws what an earlier tour left pending (${count})`),
    );
    return runTour(ground, tourSteps(Date.now()), tourOn(this.terminal));
  }

  private async showPlaces(stack: Stack, ground: TourGround, results: readonly StepResult[]): Promise<void> {
    this.terminal.heading('Where things are');
    for (const line of places(stack)) this.terminal.line(`  ${line}`);
    this.terminal.heading('Try it (paste into a shell)');
    const operator = await stack.token(OPERATOR, ORG_ID, OPERATOR.grants);
    const left = results.find(({ step, state }) => step.plan === 'leave pending' && state === 'AdminTask');
    const pending = left?.requestId === undefined ? undefined : { type: left.step.submission.type, requestId: left.requestId };
    const { makerToken, checkerToken } = ground;
    const lines = examples({
      gatewayUrl: stack.gatewayUrl,
      orgId: ORG_ID,
      makerToken,
      checkerToken,
      operatorToken: operator,
      ...(pending && { pending }),
    });
    // Not indented: a pasted command must be the command alone.
    for (const line of lines) this.terminal.line(line);
  }

  private async stop(stack: Stack): Promise<void> {
    this.terminal.line();
    await this.terminal.step('Stopping', () => stack.stop());
  }

  private endAtOnce(): void {
    this.terminal.tell('Stopping at once.');
    void (this.stack?.kill() ?? Promise.resolve()).finally(() => process.exit(1));
  }
}

async function groundOf(stack: Stack, receiver: Receiver): Promise<TourGround> {
  return {
    client: stack.client(ORG_ID),
    receiver,
    makerId: MAKER.id,
    makerToken: await stack.token(MAKER, ORG_ID, MAKER.grants),
    checkerToken: await stack.token(CHECKER, ORG_ID, CHECKER.grants),
    sandboxUrl: stack.parts.sandbox?.url,
  };
}

/** A stand-in on this machine may be toured; a loyalty API elsewhere may be a real one. */
function isElsewhere(loyaltyBaseUrl: string | undefined): boolean {
  return loyaltyBaseUrl !== undefined && !['127.0.0.1', 'localhost', '[::1]'].includes(new URL(loyaltyBaseUrl).hostname);
}
