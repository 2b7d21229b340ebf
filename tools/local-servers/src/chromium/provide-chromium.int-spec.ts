import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { startOwnerProcess } from '../jest/owner-process';
import { removeTestFolder, testFolder } from '../jest/test-folders';

let folder: string;

beforeEach(async () => {
  folder = await testFolder();
});

afterEach(async () => {
  await removeTestFolder(folder);
});

const FIND = `servers.findChromium().then((found) => found ?? 'none')`;
const PROVIDE = `(async () => {
  const said = [];
  const found = await servers.provideChromium((sentence) => said.push(sentence));
  return { found: found?.path ?? 'none', said };
})()`;

/** What a process gets that sees no programs but these. */
async function onBareMachine(script: string, environment: Record<string, string> = {}): Promise<unknown> {
  const owner = await startOwnerProcess(script, { PATH: folder, CHROMIUM_PATH: '', ...environment });
  await owner.kill();
  return owner.result;
}

async function program(name: string, does: string): Promise<string> {
  const file = path.join(folder, name);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, `#!/bin/sh\n${does}\n`, { mode: 0o755 });
  return file;
}

describe('finding Chromium', () => {
  it('takes the one on PATH', async () => {
    const file = await program('chromium', 'echo Chromium 141.0');
    expect(await onBareMachine(FIND)).toEqual({ path: file, version: 'Chromium 141.0' });
  });

  it('passes over one that does not run', async () => {
    await program('chromium', 'exit 127');
    const file = await program('google-chrome', 'echo Google Chrome 141.0');
    expect(await onBareMachine(FIND)).toMatchObject({ path: file });
  });

  it('takes the one that CHROMIUM_PATH names, and no other', async () => {
    await program('chromium', 'echo Chromium 141.0');
    const file = await program('mine/browser', 'echo Chromium 140.0');
    expect(await onBareMachine(FIND, { CHROMIUM_PATH: file })).toMatchObject({ path: file });
    expect(await onBareMachine(FIND, { CHROMIUM_PATH: `${file}.gone` })).toBe('none');
  });
});

describe('providing Chromium', () => {
  /** Stands in for apt-get, which these tests must not let loose on the machine; it has one package. */
  async function debianWith(name: string): Promise<void> {
    await program('dpkg', 'exit 0');
    const body = `printf '#!/bin/sh\\necho Chromium 141.0\\n' > "${folder}/${name}"; /bin/chmod 755 "${folder}/${name}"`;
    await program('apt-get', `case "$*" in *install*\\ ${name}) ${body};; *) exit 1;; esac`);
    await program('sudo', 'shift 4; exec "$@"');
  }

  const sentence = (name: string): string => `There is no Chromium on this machine: installing the Debian package ${name} with apt-get.`;

  it('installs the package of Debian where there is none, and says so first', async () => {
    await debianWith('chromium-headless-shell');
    expect(await onBareMachine(PROVIDE)).toEqual({
      found: path.join(folder, 'chromium-headless-shell'),
      said: [sentence('chromium-headless-shell')],
    });
  });

  it('installs the larger package where Debian has no other', async () => {
    await debianWith('chromium');
    expect(await onBareMachine(PROVIDE)).toEqual({
      found: path.join(folder, 'chromium'),
      said: [sentence('chromium-headless-shell'), sentence('chromium')],
    });
  });

  it('installs what the newest lists of packages offer, not what those of an old image do', async () => {
    await debianWith('chromium-headless-shell');
    const browser = path.join(folder, 'chromium-headless-shell');
    const install = `printf '#!/bin/sh\\necho Chromium %s\\n' "$version" > "${browser}"; /bin/chmod 755 "${browser}"`;
    const lists = path.join(folder, 'lists');
    await program(
      'apt-get',
      `[ -e "${lists}" ] && version=156 || version=150; case "$*" in *update) : > "${lists}";; *install*) ${install};; esac`,
    );
    expect(await onBareMachine(FIND.replace('findChromium()', 'provideChromium(() => undefined)'))).toEqual({
      path: browser,
      version: 'Chromium 156',
    });
  });

  it('goes without where there are no Debian packages', async () => {
    expect(await onBareMachine(PROVIDE)).toEqual({ found: 'none', said: [] });
  });
});
