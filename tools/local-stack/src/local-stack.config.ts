import { isPortFree } from '@countersign/local-servers';
import { z } from 'zod';
import { StackError } from './stack/stack-error';
import type { StackPorts } from './stack/stack-options';

/** What `npm start` takes from the environment; everything else goes to the apps as it is. */
export interface LocalSettings {
  readonly databaseUrl?: string;
  readonly redisUrl?: string;
  readonly loyaltyBaseUrl?: string;
  readonly gatewayPort: number;
  readonly sandboxPort: number;
  /** Absent: one that is free, best the usual one. */
  readonly workerHealthPort?: number;
}

const port = z
  .string()
  .regex(/^\d{1,5}$/)
  .transform(Number)
  .pipe(z.int().max(65_535));
const url = (...schemes: string[]): z.ZodType<string> =>
  z.string().refine((text) => schemes.some((scheme) => text.startsWith(`${scheme}://`)) && URL.canParse(text));

const USUAL_HEALTH_PORT = 3002;
const expected = {
  DATABASE_URL: 'a postgresql:// URL',
  REDIS_URL: 'a redis:// or rediss:// URL',
  LOYALTY_BASE_URL: 'an http:// or https:// URL',
  GATEWAY_PORT: 'a TCP port',
  SANDBOX_PORT: 'a TCP port',
  WORKER_HEALTH_PORT: 'a TCP port',
} as const;

const settingsSchema = z.object({
  DATABASE_URL: url('postgres', 'postgresql').optional(),
  REDIS_URL: url('redis', 'rediss').optional(),
  LOYALTY_BASE_URL: url('http', 'https').optional(),
  GATEWAY_PORT: port.default(3000),
  SANDBOX_PORT: port.default(3001),
  WORKER_HEALTH_PORT: port.optional(),
});

/** An empty variable counts as not set. @throws StackError that names every wrong setting, never a value */
export function readLocalSettings(env: NodeJS.ProcessEnv = process.env): LocalSettings {
  const parsed = settingsSchema.safeParse(Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '')));
  if (!parsed.success) {
    const names = [...new Set(parsed.error.issues.map(({ path }) => String(path[0]) as keyof typeof expected))];
    throw new StackError(names.map((name) => `${name} must be ${expected[name]}.`).join(' '));
  }
  const { DATABASE_URL, REDIS_URL, LOYALTY_BASE_URL, GATEWAY_PORT, SANDBOX_PORT, WORKER_HEALTH_PORT } = parsed.data;
  return {
    ...(DATABASE_URL !== undefined && { databaseUrl: DATABASE_URL }),
    ...(REDIS_URL !== undefined && { redisUrl: REDIS_URL }),
    ...(LOYALTY_BASE_URL !== undefined && { loyaltyBaseUrl: LOYALTY_BASE_URL }),
    gatewayPort: GATEWAY_PORT,
    sandboxPort: SANDBOX_PORT,
    ...(WORKER_HEALTH_PORT !== undefined && { workerHealthPort: WORKER_HEALTH_PORT }),
  };
}

/** The ports to start on: 0 means a free one. @throws StackError that names the setting of a port which is taken */
export async function portsFor(settings: LocalSettings): Promise<StackPorts> {
  const gateway = await wished(settings.gatewayPort, 'GATEWAY_PORT');
  const sandbox = settings.loyaltyBaseUrl === undefined ? await wished(settings.sandboxPort, 'SANDBOX_PORT') : undefined;
  const workerHealth = await healthPort(settings);
  return {
    ...(gateway !== undefined && { gateway }),
    ...(sandbox !== undefined && { sandbox }),
    ...(workerHealth !== undefined && { workerHealth }),
  };
}

async function healthPort({ workerHealthPort, gatewayPort, sandboxPort }: LocalSettings): Promise<number | undefined> {
  if (workerHealthPort !== undefined) return wished(workerHealthPort, 'WORKER_HEALTH_PORT');
  const isOurs = [gatewayPort, sandboxPort].includes(USUAL_HEALTH_PORT);
  return !isOurs && (await isPortFree(USUAL_HEALTH_PORT)) ? USUAL_HEALTH_PORT : undefined;
}

async function wished(chosen: number, setting: string): Promise<number | undefined> {
  if (chosen === 0) return undefined;
  if (await isPortFree(chosen)) return chosen;
  throw new StackError(
    `Port ${chosen} is taken by another program: stop that one, or set ${setting} to another port (0 takes any free one).`,
  );
}
