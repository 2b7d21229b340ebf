/** One setting that cannot be used. Never holds the value: it may be a secret. */
export interface SettingProblem {
  readonly name: string;
  readonly isMissing: boolean;
  /** What the setting must hold instead. */
  readonly expected: string;
}

/** Stops the boot. Its message is one sentence that names every bad setting and what each must hold. */
export class ConfigError extends Error {
  constructor(readonly problems: readonly SettingProblem[]) {
    super(`The configuration cannot be used: ${problems.map(inWords).join('; ')}.`);
    this.name = 'ConfigError';
  }
}

function inWords({ name, isMissing, expected }: SettingProblem): string {
  return `${name} is ${isMissing ? 'missing' : 'not usable'} (${expected})`;
}
