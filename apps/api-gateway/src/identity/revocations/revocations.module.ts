import { Module } from '@nestjs/common';
import { DescribesRoutes } from '../../platform/openapi/describes-routes';
import { RevocationsController } from './revocations.controller';
import { describeRevocationRoutes } from './revocations.openapi';

/** Whose tokens do not count any more. */
@DescribesRoutes(describeRevocationRoutes)
@Module({ controllers: [RevocationsController] })
export class RevocationsModule {}
