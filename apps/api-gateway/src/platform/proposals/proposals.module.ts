import { CONFIGURATION_CHANGE_STORE } from '@countersign/engine';
import { provideClass } from '@countersign/wiring';
import { Global, Module } from '@nestjs/common';
import { ClientAccounts } from '../auth/client-accounts';
import { ConfigurationChanges } from './configuration-changes';

/** Two persons for what decides where events go and which programs call. Global, since the resources of both propose. */
@Global()
@Module({
  providers: [provideClass(ConfigurationChanges, [CONFIGURATION_CHANGE_STORE, ClientAccounts])],
  exports: [ConfigurationChanges],
})
export class ProposalsModule {}
