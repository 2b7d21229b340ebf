import { Module } from '@nestjs/common';
import { ChecksController } from './checks.controller';
import { RequestTypesController } from './request-types.controller';

/** What can be asked for, and what would come of it. */
@Module({ controllers: [RequestTypesController, ChecksController] })
export class RequestTypesModule {}
