import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { waitFor } from '@countersign/local-servers';
import { makeTrialCheckout, type TrialCheckout } from './script-process';

const { scripts } = JSON.parse(readFileSync(path.resolve(__dirname, '../../../../package.json'), 'utf8')) as {
  readonly scripts: Readonly<Record<string, string>>;
};
/** Tells that it was asked to stop, and ends with a code of its own. */
const STUB = `process.on('SIGINT', () => { console.log('asked'); process.exit(7); });
  setInterval(() => undefined, 1000); console.log('up');`;

describe('an npm script in the background', () => {
  let checkout: TrialCheckout;
  beforeAll(async () => {
    checkout = await makeTrialCheckout();
    await checkout.write('package.json', JSON.stringify({ scripts }));
  });
  afterAll(() => rm(checkout.root, { recursive: true }));

  it('hands signals to its program whichever it is: no shell stands between npm and node', () => {
    expect(Object.values(scripts).filter((command) => command.includes('node ') && !command.startsWith('exec node '))).toEqual([]);
  });

  it.each(['start', 'test'])('%s is stopped by SIGINT at the process number of its npm, from another process', async (name) => {
    const [script = ''] = /\S+\.m?js/.exec(scripts[name] ?? '') ?? [];
    await checkout.write(script, STUB);
    // A shell that is not interactive lets its background jobs ignore SIGINT.
    const shell = spawn('sh', ['-c', `npm run -s ${name} & echo "npm $!"; wait $!; echo "ended $?"`], { cwd: checkout.root });
    let output = '';
    shell.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    const says = (what: RegExp) => waitFor(() => Promise.resolve(what.exec(output) ?? undefined), { what: `${name} to say ${what}` });
    const [, npm] = await says(/^npm (\d+)$/m);
    await says(/^up$/m);
    process.kill(Number(npm), 'SIGINT');
    await says(/^asked$/m);
    await says(/^ended 7$/m);
  });
});
