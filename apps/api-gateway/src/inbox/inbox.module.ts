import { Module } from '@nestjs/common';
import { DescribesRoutes } from '../platform/openapi/describes-routes';
import { InboxController } from './inbox.controller';
import { describeInboxRoutes } from './inbox.openapi';

/** What waits for somebody. */
@DescribesRoutes(describeInboxRoutes)
@Module({ controllers: [InboxController] })
export class InboxModule {}
