export { ConfigError } from './config-error';
export type { SettingProblem } from './config-error';
export { undocumentedSettings, unknownSettings } from './env-example';
export { exitOnConfigError, readConfig } from './read-config';
export { SealedTextError, Sealing } from './sealing/sealing';
export { SAMPLE_SEALING_KEY, type SealingKey, type SealingKeys, sealingKeys, sealingKeysProblem } from './sealing/sealing-keys';
export { commaList, flag, jsonFile, jsonSetting, milliseconds, port, secret, url, wholeNumber } from './settings';
export { settingsOf } from './settings-of';
export type { SettingDescription } from './settings-of';
