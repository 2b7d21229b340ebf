import type { SealingKeys } from '@countersign/config';
import { CLOCK, PERSON_READS, READ_STORE } from '@countersign/engine';
import { provide, provideAs } from '@countersign/wiring';
import { type DynamicModule, Inject, Logger, Module, type OnApplicationBootstrap } from '@nestjs/common';
import type { WritingSigns } from '../batches/written-together';
import type { GatewayMetrics } from '../metrics/gateway-metrics';
import { GATEWAY_METRICS } from '../metrics/metrics.tokens';
import { FilterHashes } from './filter-hashes';
import { NotedReads } from './noted-reads';
import { PersonReadJournal } from './read-journal';

/** Who was shown personal data. The journal is stopped by the server's own end: until then calls are answered, and noted. */
@Module({})
export class NotedReadsModule implements OnApplicationBootstrap {
  constructor(@Inject(PersonReadJournal) private readonly journal: PersonReadJournal) {}

  static forRoot(sealingKeys: SealingKeys): DynamicModule {
    return {
      global: true,
      module: NotedReadsModule,
      providers: [
        provide(
          PersonReadJournal,
          [READ_STORE, CLOCK, GATEWAY_METRICS],
          (store, clock, metrics) => new PersonReadJournal(store, clock, signsIn(metrics)),
        ),
        provideAs(PERSON_READS, PersonReadJournal),
        provide(FilterHashes, [], () => new FilterHashes(sealingKeys)),
        NotedReads,
      ],
      exports: [NotedReads, FilterHashes],
    };
  }

  onApplicationBootstrap(): void {
    this.journal.start();
  }
}

function signsIn({ reads }: GatewayMetrics): WritingSigns {
  const logger = new Logger(PersonReadJournal.name);
  return {
    written: (count) => {
      reads.inc({ fate: 'written' }, count);
    },
    lost: (count, error) => {
      reads.inc({ fate: 'lost' }, count);
      logger.error({ err: error, count }, 'reads of personal data could not be journaled');
    },
  };
}
