import { type DynamicModule, Module } from '@nestjs/common';
import type { AuthConfig } from '../auth/auth.config';
import { BuiltConsole } from './built-console';
import type { ConsoleConfig } from './console.config';
import { ConsoleController } from './console.controller';
import { consoleSettingsOf } from './console-settings';
import { CONSOLE_CONFIG, CONSOLE_SETTINGS } from './console.tokens';
import { RootController } from './root.controller';
import { DevelopmentSignInController } from './development-sign-in.controller';
import { DevelopmentTokens } from './development-tokens';

/** The web application: its files, and how people sign in to it. */
@Module({})
export class ConsoleModule {
  static forRoot(config: ConsoleConfig, auth: AuthConfig): DynamicModule {
    const { signIn } = config;
    const development = signIn.kind === 'development' ? new DevelopmentTokens(signIn.signingKey, auth) : undefined;
    return {
      module: ConsoleModule,
      controllers: [...(development ? [DevelopmentSignInController] : []), ConsoleController, RootController],
      providers: [
        { provide: BuiltConsole, useFactory: () => new BuiltConsole(config.folder) },
        { provide: CONSOLE_CONFIG, useValue: config },
        { provide: CONSOLE_SETTINGS, useValue: consoleSettingsOf(config, auth.claims) },
        ...(development ? [{ provide: DevelopmentTokens, useValue: development }] : []),
      ],
    };
  }
}
