import { Module } from '@nestjs/common';
import { DescribedRoutes, DescribesRoutes } from './describes-routes';
import { OpenapiController } from './openapi.controller';
import { describeOpenapiRoutes } from './openapi.openapi';

/** What the API looks like. */
@DescribesRoutes(describeOpenapiRoutes)
@Module({ controllers: [OpenapiController], providers: [DescribedRoutes] })
export class OpenapiModule {}
