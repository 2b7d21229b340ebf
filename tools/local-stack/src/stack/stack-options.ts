import type { AppDeath } from './child-app';
import type { Environment } from './environment';

export interface StackOptions {
  /** Where state, keys and logs are kept; a temporary folder, removed at the end, when not said. */
  readonly folder?: string;
  /** The PostgreSQL to use; a private one is started when not said. */
  readonly databaseUrl?: string;
  /** Whether that database has the schema of this checkout already; it is migrated when not said. */
  readonly isMigrated?: boolean;
  /** Whether the private PostgreSQL loses nothing in a crash; true when not said. */
  readonly durable?: boolean;
  /** URL of the Redis to use, `private` (when not said) to start one, `none` to do without. */
  readonly redis?: string;
  /** Whether a Redis server program may be installed when the machine has none; false when not said. */
  readonly mayInstallRedis?: boolean;
  /** Ports that the apps must have; free ones when not said. */
  readonly ports?: StackPorts;
  /** How many workers; 1 when not said. */
  readonly workers?: number;
  /** The loyalty API to call; when not said, a sandbox is started for it. */
  readonly loyaltyBaseUrl?: string;
  /** Orgs whose operators may look at the queues, where there is a Redis; none when not said. */
  readonly queueDashboardOrgs?: string;
  /** Settings that win over those of the stack; an empty value unsets one. */
  readonly env?: AppEnvironments;
  readonly progress?: StackProgress;
  /** Told when an app ends and nobody asked it to. */
  readonly onDeath?: (death: AppDeath) => void;
  /** Calls the start off. */
  readonly signal?: AbortSignal;
}

export interface StackPorts {
  readonly gateway?: number;
  readonly sandbox?: number;
  readonly workerHealth?: number;
}

/** By app; `all` goes to each of them, and loses to the one for the app. */
export interface AppEnvironments {
  readonly all?: Environment;
  readonly gateway?: Environment;
  readonly worker?: Environment;
  readonly sandbox?: Environment;
}

/** Hears how a start or a stop goes on. */
export interface StackProgress {
  /** Runs the step and shows that it goes on; it returns what to say about its result, such as a URL. */
  step<T>(name: string, run: () => Promise<T>, describe?: (result: T) => string): Promise<T>;
  /** One sentence that the user should know. */
  tell(sentence: string): void;
}

export const SILENT: StackProgress = {
  step: (_name, run) => run(),
  tell: () => undefined,
};
