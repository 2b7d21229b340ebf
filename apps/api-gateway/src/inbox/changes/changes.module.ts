import { Module } from '@nestjs/common';
import { DescribesRoutes } from '../../platform/openapi/describes-routes';
import { ChangeStreams } from './change-streams';
import { ChangesController } from './changes.controller';
import { describeChangeRoutes } from './changes.openapi';
import { Listening } from './listening';

/** News of requests as they happen. */
@DescribesRoutes(describeChangeRoutes)
@Module({ controllers: [ChangesController], providers: [ChangeStreams, Listening] })
export class ChangesModule {}
