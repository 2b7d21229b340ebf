import { Module } from '@nestjs/common';
import { DescribesRoutes } from '../../platform/openapi/describes-routes';
import { ReadsController } from './reads.controller';
import { describeReadRoutes } from './reads.openapi';

/** The journal of who was shown personal data. */
@DescribesRoutes(describeReadRoutes)
@Module({ controllers: [ReadsController] })
export class ReadsModule {}
