import type { SealingKeys } from '@countersign/config';
import { CLOCK, type Clock, PERSON_READS, READ_STORE, type ReadStore } from '@countersign/engine';
import { type DynamicModule, Inject, Logger, Module, type OnApplicationBootstrap } from '@nestjs/common';
import type { WritingSigns } from '../batches/written-together';
import type { GatewayMetrics } from '../metrics/gateway-metrics';
import { GATEWAY_METRICS } from '../metrics/metrics.tokens';
import { FilterHashes } from './filter-hashes';
import { NotedReads } from './noted-reads';
import { PersonReadJournal } from './read-journal';
import { ReadsController } from './reads.controller';

/** Who was shown personal data. The journal is stopped by the server's own end: until then calls are answered, and noted. */
@Module({})
export class ReadsModule implements OnApplicationBootstrap {
  constructor(@Inject(PersonReadJournal) private readonly journal: PersonReadJournal) {}

  static forRoot(sealingKeys: SealingKeys): DynamicModule {
    return {
      global: true,
      module: ReadsModule,
      controllers: [ReadsController],
      providers: [
        {
          provide: PersonReadJournal,
          inject: [READ_STORE, CLOCK, GATEWAY_METRICS],
          useFactory: (store: ReadStore, clock: Clock, metrics: GatewayMetrics) => new PersonReadJournal(store, clock, signsIn(metrics)),
        },
        { provide: PERSON_READS, useExisting: PersonReadJournal },
        { provide: FilterHashes, useFactory: () => new FilterHashes(sealingKeys) },
        NotedReads,
      ],
      exports: [NotedReads],
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
