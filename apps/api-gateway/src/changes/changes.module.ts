import { Module } from '@nestjs/common';
import { ChangeStreams } from './change-streams';
import { ChangesController } from './changes.controller';
import { Listening } from './listening';

/** News of requests as they happen. */
@Module({ controllers: [ChangesController], providers: [ChangeStreams, Listening] })
export class ChangesModule {}
