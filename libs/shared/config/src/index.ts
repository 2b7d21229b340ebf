export { ConfigError } from './config-error';
export type { SettingProblem } from './config-error';
export { undocumentedSettings, unknownSettings } from './env-example';
export { type Complain, type ConfigPlan, exitOnConfigError, readConfig, readRuledConfig } from './read-config';
export { weakAuthorizationProblem, weakSecretProblem, weakUrlPasswordProblem } from './sample-secrets';
export { IdentifierHash } from './sealing/identifier-hash';
export { SealedTextError, Sealing } from './sealing/sealing';
export { SAMPLE_SEALING_KEY, type SealingKey, type SealingKeys, sealingKeys, sealingKeysProblem } from './sealing/sealing-keys';
export {
  commaList,
  filePath,
  flag,
  headerValue,
  host,
  jsonFile,
  jsonSetting,
  milliseconds,
  port,
  secret,
  text,
  url,
  urlWithCredentials,
  wholeNumber,
} from './settings';
export { settingsOf } from './settings-of';
export type { SettingDescription } from './settings-of';
