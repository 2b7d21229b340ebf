import { Module } from '@nestjs/common';
import { DescribesRoutes } from '../../platform/openapi/describes-routes';
import { ConfigurationChangesController } from './configuration-changes.controller';
import { describeConfigurationChangeRoutes } from './configuration-changes.openapi';
import { ConfigurationPolicyController } from './configuration-policy.controller';
import { describeConfigurationPolicyRoutes } from './configuration-policy.openapi';

/** What was proposed for webhooks and API clients, and whether that takes a second person. */
@DescribesRoutes(describeConfigurationChangeRoutes, describeConfigurationPolicyRoutes)
@Module({ controllers: [ConfigurationChangesController, ConfigurationPolicyController] })
export class ConfigurationModule {}
