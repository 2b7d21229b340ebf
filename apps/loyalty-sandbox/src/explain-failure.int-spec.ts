import { appendFile, readFile } from 'node:fs/promises';
import { SandboxFixture } from '../test/sandbox-fixture';
import { explainFailure } from './explain-failure';
import { startSandbox } from './start-sandbox';

async function failureOf(start: () => Promise<unknown>): Promise<unknown> {
  return start().then(
    () => undefined,
    (error: unknown) => error,
  );
}

describe('a sandbox that cannot start', () => {
  let fixture: SandboxFixture;

  beforeEach(async () => {
    fixture = await SandboxFixture.start();
  });
  afterEach(() => fixture.stop());

  it('says which port is in use and which setting changes it', async () => {
    const port = Number(new URL(fixture.url).port);
    const failure = await failureOf(() => startSandbox({ ledgerFile: fixture.ledgerFile, port }));
    expect(explainFailure(failure)).toBe(`port ${port} is already in use: stop what listens there, or set SANDBOX_PORT to a free port.`);
  });

  it('leaves the ledger of the sandbox that holds its port alone', async () => {
    await appendFile(fixture.ledgerFile, '{"half":');
    const port = Number(new URL(fixture.url).port);
    await failureOf(() => startSandbox({ ledgerFile: fixture.ledgerFile, port }));
    await appendFile(fixture.ledgerFile, '"whole"}\n');
    expect(await readFile(fixture.ledgerFile, 'utf8')).toBe('{"half":"whole"}\n');
  });

  it('names the ledger line that it cannot read', async () => {
    await appendFile(fixture.ledgerFile, '{"seq":1}\n');
    const failure = await failureOf(() => startSandbox({ ledgerFile: fixture.ledgerFile }));
    expect(explainFailure(failure)).toBe(
      `The ledger ${fixture.ledgerFile} cannot be read at line 1: mend the line, or remove the file to start afresh.`,
    );
  });
});
