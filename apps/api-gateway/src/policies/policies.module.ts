import { Module } from '@nestjs/common';
import { PoliciesController } from './policies.controller';
import { PolicyWarnings } from './policy-warnings';

/** What configurators do. */
@Module({ controllers: [PoliciesController], providers: [PolicyWarnings] })
export class PoliciesModule {}
