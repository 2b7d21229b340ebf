import { Module } from '@nestjs/common';
import { RequestsModule } from '../requests/requests.module';
import { BulkDecisionsController } from './bulk-decisions.controller';
import { DecideTogether } from './decide-together';
import { DecisionsController } from './decisions.controller';

/** What checkers do. */
@Module({ imports: [RequestsModule], controllers: [DecisionsController, BulkDecisionsController], providers: [DecideTogether] })
export class DecisionsModule {}
