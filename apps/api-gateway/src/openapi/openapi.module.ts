import { Module } from '@nestjs/common';
import { OpenapiController } from './openapi.controller';

/** What the API looks like. */
@Module({ controllers: [OpenapiController] })
export class OpenapiModule {}
