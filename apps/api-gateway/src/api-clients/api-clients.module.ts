import { API_CLIENT_STORE, type ApiClientStore, IDENTIFIERS, type Identifiers } from '@countersign/engine';
import { Global, Module } from '@nestjs/common';
import { ConfigurationChanges } from '../configuration/configuration-changes';
import { RateLimits } from '../pressure/rate-limits';
import { AccessTokensController } from './access-tokens.controller';
import { ApiClientsController } from './api-clients.controller';
import { ClientAccounts } from './client-accounts';
import { ManageApiClients } from './manage-api-clients';
import { SecretHasher } from './secret-hash';

/** Programs: who they are, and what they get for their secret. Global, since the guard asks who calls. */
@Global()
@Module({
  controllers: [ApiClientsController, AccessTokensController],
  providers: [
    SecretHasher,
    {
      provide: ClientAccounts,
      inject: [API_CLIENT_STORE, SecretHasher, RateLimits],
      useFactory: (clients: ApiClientStore, hasher: SecretHasher, limits: RateLimits) => new ClientAccounts(clients, hasher, limits),
    },
    {
      provide: ManageApiClients,
      inject: [API_CLIENT_STORE, ConfigurationChanges, IDENTIFIERS, SecretHasher],
      useFactory: (clients: ApiClientStore, changes: ConfigurationChanges, identifiers: Identifiers, hasher: SecretHasher) =>
        new ManageApiClients(clients, changes, identifiers, hasher),
    },
  ],
  exports: [ClientAccounts],
})
export class ApiClientsModule {}
