import { provide, provideValue } from '@countersign/wiring';
import { type DynamicModule, Module } from '@nestjs/common';
import type { AuthConfig } from '../platform/auth/auth.config';
import { DescribesRoutes } from '../platform/openapi/describes-routes';
import { BuiltConsole } from './built-console';
import { consoleSettingsOf } from './console-settings';
import type { ConsoleConfig } from './console.config';
import { ConsoleController } from './console.controller';
import { describeConsoleRoutes } from './console.openapi';
import { CONSOLE_CONFIG, CONSOLE_SETTINGS } from './console.tokens';
import { DevelopmentSignInController } from './development-sign-in.controller';
import { DevelopmentTokens } from './development-tokens';
import { RootController } from './root.controller';

/** The web application: its files, and how people sign in to it. */
@DescribesRoutes(describeConsoleRoutes)
@Module({})
export class ConsoleModule {
  static forRoot(config: ConsoleConfig, auth: AuthConfig): DynamicModule {
    const { signIn } = config;
    const development = signIn.kind === 'development' ? new DevelopmentTokens(signIn.signingKey, auth) : undefined;
    return {
      module: ConsoleModule,
      controllers: [...(development ? [DevelopmentSignInController] : []), ConsoleController, RootController],
      providers: [
        provide(BuiltConsole, [], () => new BuiltConsole(config.folder)),
        provideValue(CONSOLE_CONFIG, config),
        provideValue(CONSOLE_SETTINGS, consoleSettingsOf(config, auth.claims)),
        ...(development ? [provideValue(DevelopmentTokens, development)] : []),
      ],
    };
  }
}
