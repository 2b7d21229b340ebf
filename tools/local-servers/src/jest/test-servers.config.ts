/** The variables by which an outer run hands its servers to the tests; set by whoever started them. */
const POSTGRES = 'COUNTERSIGN_TEST_POSTGRES_URL';
const REDIS = 'COUNTERSIGN_TEST_REDIS_URL';

/** Where the tests' PostgreSQL takes connections as superuser, to the database `postgres`; a clear error when nobody started one. */
export function testPostgresUrl(): string {
  return required(POSTGRES, '@countersign/local-servers/jest/postgres');
}

/** Where the tests' Redis takes connections. */
export function testRedisUrl(): string {
  return required(REDIS, '@countersign/local-servers/jest/postgres-and-redis');
}

export function givenPostgresUrl(): string | undefined {
  return process.env[POSTGRES];
}

export function givenRedisUrl(): string | undefined {
  return process.env[REDIS];
}

/** jest hands the environment as it is after global set-up to its workers. */
export function handOnPostgresUrl(url: string): void {
  process.env[POSTGRES] = url;
}

export function handOnRedisUrl(url: string): void {
  process.env[REDIS] = url;
}

export function withdrawTestServers(urls: readonly string[]): void {
  for (const name of [POSTGRES, REDIS]) {
    const url = process.env[name];
    if (url !== undefined && urls.includes(url)) Reflect.deleteProperty(process.env, name);
  }
}

function required(name: string, globalSetup: string): string {
  const url = process.env[name];
  if (url !== undefined) return url;
  throw new Error(`${name} is not set: give jest.config.cjs the globalSetup ${globalSetup}.`);
}
