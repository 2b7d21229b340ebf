import { Module } from '@nestjs/common';
import { DescribesRoutes } from '../../platform/openapi/describes-routes';
import { MeController } from './me.controller';
import { describeMeRoutes } from './me.openapi';

/** What a caller may know of themselves. */
@DescribesRoutes(describeMeRoutes)
@Module({ controllers: [MeController] })
export class MeModule {}
