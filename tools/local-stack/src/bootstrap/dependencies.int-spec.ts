import { readFile, rm, utimes } from 'node:fs/promises';
import { waitFor } from '@countersign/local-servers';
import { makeTrialCheckout, type ScriptProcess, type TrialCheckout } from './script-process';

let checkout: TrialCheckout;

beforeEach(async () => {
  checkout = await makeTrialCheckout();
  await checkout.write('package-lock.json', '{ "version": 1 }');
  // Stands in for npm: installs nothing, and notes that it ran.
  await checkout.write(
    'npm.js',
    `const fs = require('node:fs');
     fs.appendFileSync('npm-ran', process.argv.slice(2).join(' ') + '\\n');
     if (fs.existsSync('npm-fails')) { console.log('npm error code E404'); process.exit(1); }
     fs.rmSync('node_modules', { recursive: true, force: true });
     fs.mkdirSync('node_modules');
     fs.mkdirSync('apps/console/node_modules/vite', { recursive: true });
     fs.writeFileSync('node_modules/.package-lock.json', '{ "packages": { "apps/console/node_modules/vite": {} } }');`,
  );
});

afterEach(async () => {
  await rm(checkout.root, { recursive: true });
});

function startInstalling(): ScriptProcess {
  return checkout.start(
    `import { installDependencies } from './bootstrap/dependencies.mjs';
     import { runMain } from './bootstrap/stop.mjs';
     await runMain(installDependencies);`,
    { env: { npm_execpath: checkout.inRoot('npm.js') } },
  );
}

async function install(): Promise<{ exitCode: number | null; output: string }> {
  const script = startInstalling();
  return { exitCode: await script.ended, output: script.output() };
}

async function runsOfNpm(): Promise<string[]> {
  const text = await readFile(checkout.inRoot('npm-ran'), 'utf8').catch(() => '');
  return text.split('\n').filter((line) => line !== '');
}

async function setTime(file: string, seconds: number): Promise<void> {
  await utimes(checkout.inRoot(file), seconds, seconds);
}

describe('installing dependencies', () => {
  it('installs on the first start, tells how long it took, and not again on the second', async () => {
    const first = await install();
    expect(first).toMatchObject({ exitCode: 0, output: expect.stringMatching(/Installing dependencies .* done \(\d+\.\d s\)/) });
    expect(await install()).toEqual({ exitCode: 0, output: '' });
    expect(await runsOfNpm()).toEqual(['ci --include=dev --include=optional --no-audit --no-fund']);
  });

  it('installs again when package-lock.json changed', async () => {
    await install();
    await checkout.write('package-lock.json', '{ "version": 2 }');
    await setTime('node_modules/.package-lock.json', 1_000);
    await install();
    expect(await runsOfNpm()).toHaveLength(2);
  });

  it('installs again when node_modules came from another machine', async () => {
    await install();
    await checkout.write('node_modules/.countersign-install', 'the fingerprint of another platform');
    await install();
    expect(await runsOfNpm()).toHaveLength(2);
  });

  it('installs again when the packages of one workspace are missing, instead of failing in the middle of a build', async () => {
    await install();
    await rm(checkout.inRoot('apps/console/node_modules'), { recursive: true });
    await install();
    expect(await runsOfNpm()).toHaveLength(2);
    await rm(checkout.inRoot('apps/console/node_modules'), { recursive: true });
    await setTime('package-lock.json', 1_000);
    await setTime('node_modules/.countersign-install', 2_000);
    await install();
    expect(await runsOfNpm()).toHaveLength(3);
  });

  it('ends npm and says so in one sentence when it is asked to stop, at its own process number alone', async () => {
    await checkout.write(
      'npm.js',
      `require('node:fs').writeFileSync('npm-runs', String(process.pid)); setInterval(() => undefined, 1000);`,
    );
    const script = startInstalling();
    const npm = await waitFor(async () => (await readFile(checkout.inRoot('npm-runs'), 'utf8').catch(() => '')) || undefined, {
      what: 'npm to run',
    });
    script.child.kill('SIGINT');
    expect(await script.ended).toBe(130);
    expect(script.output()).toMatch(/Stopped while the installation was under way\.\s*$/);
    expect(script.output()).not.toMatch(/^ +at /m);
    expect(() => process.kill(Number(npm), 0)).toThrow('ESRCH');
  });

  it('leaves an install alone that somebody made by hand', async () => {
    await setTime('package-lock.json', 1_000);
    await checkout.write('node_modules/.package-lock.json', '{ "packages": {} }');
    expect(await install()).toEqual({ exitCode: 0, output: '' });
    expect(await runsOfNpm()).toEqual([]);
  });

  it('shows the end of the output and its file when npm fails, and tries again the next time', async () => {
    await checkout.write('npm-fails', '');
    const failed = await install();
    expect(failed.exitCode).toBe(1);
    expect(failed.output).toContain('npm error code E404');
    expect(failed.output).toContain('whole output: .countersign/logs/install.log');
    await rm(checkout.inRoot('npm-fails'));
    expect((await install()).exitCode).toBe(0);
  });
});
