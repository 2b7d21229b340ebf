import { API_CLIENT_STORE, REVOCATION_STORE } from '@countersign/engine';
import { provideClass, provideValue } from '@countersign/wiring';
import { type DynamicModule, Logger, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { RateLimits } from '../pressure/rate-limits';
import type { AuthConfig } from './auth.config';
import { AuthGuard } from './auth.guard';
import { Callers } from './callers';
import { ClientAccounts } from './client-accounts';
import { SecretHasher } from './secret-hash';
import { TokenRevocations } from './token-revocations';
import { TokenVerifier } from './token-verifier';

/** Who calls, and whether they still may. Closes every route of the app that does not say `@Public()`. */
@Module({})
export class AuthModule {
  static forRoot(config: AuthConfig): DynamicModule {
    const logger = new Logger(AuthModule.name);
    const verifier = new TokenVerifier(
      config,
      (error) => {
        logger.warn({ err: error }, 'the keys of the identity provider cannot be read: tokens are refused');
      },
      Date.now,
      once(() => {
        logger.warn('a token limits a grant by ids of any level; name the level instead: tillIds, storeIds, zoneIds or conceptIds');
      }),
    );
    return {
      global: true,
      module: AuthModule,
      providers: [
        provideValue(TokenVerifier, verifier),
        SecretHasher,
        provideClass(ClientAccounts, [API_CLIENT_STORE, SecretHasher, RateLimits]),
        provideClass(TokenRevocations, [REVOCATION_STORE]),
        Callers,
        { provide: APP_GUARD, useClass: AuthGuard },
      ],
      exports: [Callers, TokenVerifier, SecretHasher, ClientAccounts, TokenRevocations],
    };
  }
}

/** Something that is worth a word, and not one for each token. */
function once(tell: () => void): () => void {
  let isTold = false;
  return () => {
    if (!isTold) tell();
    isTold = true;
  };
}
