import type { SealingKeys } from '@countersign/config';
import { provide, provideValue } from '@countersign/wiring';
import { type DynamicModule, Module } from '@nestjs/common';
import type { QueueDashboardConfig } from '../console.config';
import { QueueSessions } from './queue-sessions';
import { QueueSessionsController } from './queue-sessions.controller';
import { QueueWindows } from './queue-windows';
import { QUEUE_DASHBOARD } from './queues.tokens';

/** A look at the queues of the workers. Only there where the settings say who may look: else the gateway knows nothing of Redis. */
@Module({})
export class QueuesModule {
  static forRoot(config: QueueDashboardConfig, sealingKeys: SealingKeys): DynamicModule {
    return {
      module: QueuesModule,
      controllers: [QueueSessionsController],
      providers: [provideValue(QUEUE_DASHBOARD, config), provide(QueueSessions, [], () => new QueueSessions(sealingKeys)), QueueWindows],
    };
  }
}
