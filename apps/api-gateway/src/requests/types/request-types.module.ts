import { Module } from '@nestjs/common';
import { DescribesRoutes } from '../../platform/openapi/describes-routes';
import { ChecksController } from '../checks/checks.controller';
import { RequestTypesController } from './request-types.controller';
import { describeRequestTypeListRoutes } from './request-types.openapi';

/** What can be asked for, and what would come of it. */
@DescribesRoutes(describeRequestTypeListRoutes)
@Module({ controllers: [RequestTypesController, ChecksController] })
export class RequestTypesModule {}
