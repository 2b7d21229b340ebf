export { ConfigError } from './config-error';
export type { SettingProblem } from './config-error';
export { undocumentedSettings, unknownSettings } from './env-example';
export { exitOnConfigError, readConfig } from './read-config';
export { weakAuthorizationProblem, weakSecretProblem, weakUrlPasswordProblem } from './sample-secrets';
export { commaList, flag, jsonFile, jsonSetting, milliseconds, port, secret, url, wholeNumber } from './settings';
export { settingsOf } from './settings-of';
export type { SettingDescription } from './settings-of';
