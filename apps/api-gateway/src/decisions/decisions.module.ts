import { Module } from '@nestjs/common';
import { RequestsModule } from '../requests/requests.module';
import { DecisionsController } from './decisions.controller';

/** What checkers do. */
@Module({ imports: [RequestsModule], controllers: [DecisionsController] })
export class DecisionsModule {}
