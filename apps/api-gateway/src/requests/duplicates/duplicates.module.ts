import { Module } from '@nestjs/common';
import { DescribesRoutes } from '../../platform/openapi/describes-routes';
import { DuplicatesController } from './duplicates.controller';
import { describeDuplicateRoutes } from './duplicates.openapi';

/** What was asked for before. */
@DescribesRoutes(describeDuplicateRoutes)
@Module({ controllers: [DuplicatesController] })
export class DuplicatesModule {}
