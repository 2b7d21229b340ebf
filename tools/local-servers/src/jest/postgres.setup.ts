import { ensureTestPostgres } from './test-servers';

/** jest's globalSetup for packages whose tests need PostgreSQL. */
async function startTestPostgres(): Promise<void> {
  await ensureTestPostgres();
}

// jest takes the module itself as the function.
export = startTestPostgres;
