import { type DynamicModule, Logger, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import type { AuthConfig } from './auth.config';
import { AuthGuard } from './auth.guard';
import { TokenVerifier } from './token-verifier';

/** Closes every route of the app that does not say `@Public()`. */
@Module({})
export class AuthModule {
  static forRoot(config: AuthConfig): DynamicModule {
    const logger = new Logger(AuthModule.name);
    const verifier = new TokenVerifier(config, (error) => {
      logger.warn({ err: error }, 'the keys of the identity provider cannot be read: tokens are refused');
    });
    return {
      module: AuthModule,
      providers: [
        { provide: TokenVerifier, useValue: verifier },
        { provide: APP_GUARD, useClass: AuthGuard },
      ],
    };
  }
}
