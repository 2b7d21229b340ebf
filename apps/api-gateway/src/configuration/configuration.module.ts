import { CONFIGURATION_CHANGE_STORE, type ConfigurationChangeStore } from '@countersign/engine';
import { Global, Module } from '@nestjs/common';
import { ClientAccounts } from '../api-clients/client-accounts';
import { ConfigurationChangesController } from './configuration-changes.controller';
import { ConfigurationChanges } from './configuration-changes';
import { ConfigurationPolicyController } from './configuration-policy.controller';

/** Two persons for what decides where events go and which programs call. Global, since both of these propose. */
@Global()
@Module({
  controllers: [ConfigurationChangesController, ConfigurationPolicyController],
  providers: [
    {
      provide: ConfigurationChanges,
      inject: [CONFIGURATION_CHANGE_STORE, ClientAccounts],
      useFactory: (changes: ConfigurationChangeStore, accounts: ClientAccounts) => new ConfigurationChanges(changes, accounts),
    },
  ],
  exports: [ConfigurationChanges],
})
export class ConfigurationModule {}
