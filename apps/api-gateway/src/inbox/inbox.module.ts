import { Module } from '@nestjs/common';
import { InboxController } from './inbox.controller';

/** What waits for somebody. */
@Module({ controllers: [InboxController] })
export class InboxModule {}
