import { Module } from '@nestjs/common';
import { PoliciesController } from './policies.controller';

/** What configurators do. */
@Module({ controllers: [PoliciesController] })
export class PoliciesModule {}
