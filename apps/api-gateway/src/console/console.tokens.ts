export const CONSOLE_CONFIG = Symbol('ConsoleConfig');
export const CONSOLE_SETTINGS = Symbol('ConsoleSettings');
