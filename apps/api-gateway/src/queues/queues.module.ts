import type { SealingKeys } from '@countersign/config';
import { type DynamicModule, Module } from '@nestjs/common';
import type { QueueDashboardConfig } from '../console/console.config';
import { QueueSessionsController } from './queue-sessions.controller';
import { QueueSessions } from './queue-sessions';
import { QueueWindows } from './queue-windows';
import { QUEUE_DASHBOARD } from './queues.tokens';

/** A look at the queues of the workers. Only there where the settings say who may look: else the gateway knows nothing of Redis. */
@Module({})
export class QueuesModule {
  static forRoot(config: QueueDashboardConfig, sealingKeys: SealingKeys): DynamicModule {
    return {
      module: QueuesModule,
      controllers: [QueueSessionsController],
      providers: [
        { provide: QUEUE_DASHBOARD, useValue: config },
        { provide: QueueSessions, useFactory: () => new QueueSessions(sealingKeys) },
        QueueWindows,
      ],
    };
  }
}
