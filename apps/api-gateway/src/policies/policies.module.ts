import { Module } from '@nestjs/common';
import { DescribesRoutes } from '../platform/openapi/describes-routes';
import { PoliciesController } from './policies.controller';
import { describePolicyRoutes } from './policies.openapi';
import { PolicyWarnings } from './policy-warnings';

/** What configurators do. */
@DescribesRoutes(describePolicyRoutes)
@Module({ controllers: [PoliciesController], providers: [PolicyWarnings] })
export class PoliciesModule {}
