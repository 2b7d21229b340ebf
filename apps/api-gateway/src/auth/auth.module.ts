import { type DynamicModule, Logger, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import type { AuthConfig } from './auth.config';
import { AuthGuard } from './auth.guard';
import { Callers } from './callers';
import { TokenVerifier } from './token-verifier';

/** Closes every route of the app that does not say `@Public()`. */
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
      providers: [{ provide: TokenVerifier, useValue: verifier }, Callers, { provide: APP_GUARD, useClass: AuthGuard }],
      exports: [Callers, TokenVerifier],
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
