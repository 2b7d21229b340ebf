import { Module } from '@nestjs/common';
import { RequestsModule } from '../requests/requests.module';
import { OperationsController } from './operations.controller';
import { ReviewedView } from './reviewed-view';

/** What operators do. */
@Module({ imports: [RequestsModule], controllers: [OperationsController], providers: [ReviewedView] })
export class OperationsModule {}
