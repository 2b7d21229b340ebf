import { API_CLIENT_STORE, IDENTIFIERS } from '@countersign/engine';
import { provideClass } from '@countersign/wiring';
import { Module } from '@nestjs/common';
import { SecretHasher } from '../../platform/auth/secret-hash';
import { DescribesRoutes } from '../../platform/openapi/describes-routes';
import { ConfigurationChanges } from '../../platform/proposals/configuration-changes';
import { AccessTokensController } from './access-tokens.controller';
import { ApiClientsController } from './api-clients.controller';
import { describeApiClientRoutes } from './api-clients.openapi';
import { ManageApiClients } from './manage-api-clients';

/** Programs: what they may do, and the tokens that they get for their secret. */
@DescribesRoutes(describeApiClientRoutes)
@Module({
  controllers: [ApiClientsController, AccessTokensController],
  providers: [provideClass(ManageApiClients, [API_CLIENT_STORE, ConfigurationChanges, IDENTIFIERS, SecretHasher])],
})
export class ApiClientsModule {}
