import { token } from '@countersign/wiring';
import type { ConsoleSettings } from './console-settings';
import type { ConsoleConfig } from './console.config';

export const CONSOLE_CONFIG = token<ConsoleConfig>('ConsoleConfig');
export const CONSOLE_SETTINGS = token<ConsoleSettings>('ConsoleSettings');
