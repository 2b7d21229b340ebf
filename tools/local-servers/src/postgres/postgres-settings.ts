/** Values of postgresql.conf, by name. */
export type PostgresSettings = Readonly<Record<string, string | number | boolean>>;

const STANDARD: PostgresSettings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: 200,
  timezone: 'UTC',
  log_timezone: 'UTC',
};

/** Loses transactions when the machine stops, and the whole cluster when the server is crashed: for tests that do neither. */
const NOT_DURABLE: PostgresSettings = { fsync: false, synchronous_commit: false, full_page_writes: false };

/** The settings file of one start: the standard settings, then durability, then the caller's own. */
export function renderSettings(port: number, durable: boolean, own: PostgresSettings): string {
  const settings = { ...STANDARD, ...(durable ? {} : NOT_DURABLE), ...own, port };
  return Object.entries(settings)
    .map(([name, value]) => `${name} = ${quote(value)}\n`)
    .join('');
}

function quote(value: string | number | boolean): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  return typeof value === 'number' ? String(value) : `'${value.replaceAll("'", "''")}'`;
}
