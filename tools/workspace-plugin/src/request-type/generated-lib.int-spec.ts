import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ROOT } from '../rules/workspace-projects';
import { workspaceCopy } from '../workspace-files/workspace-copy';
import { requestTypeGenerator } from './generator';

const LIB = 'libs/request-types/coupon-reissue-by-post';
let folder: string;

/** Runs a tool of the repository; a failure shows what it printed. */
function run(tool: string, ...args: string[]): void {
  try {
    execFileSync(process.execPath, [join(ROOT, 'node_modules', tool), ...args], { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`${tool} failed:\n${stdout}${stderr}`, { cause: error });
  }
}

describe('a generated request type, untouched', () => {
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'countersign-generated-'));
    const tree = workspaceCopy();
    requestTypeGenerator(tree, { name: 'coupon-reissue-by-post', owner: '@countersign/team-coupons', skipInstall: true });
    for (const { path, content } of tree.listChanges().filter((change) => change.path.startsWith(LIB))) {
      mkdirSync(join(folder, dirname(path)), { recursive: true });
      writeFileSync(join(folder, path), content ?? '');
    }
    for (const file of ['jest.preset.cjs', 'tsconfig.base.json', '.prettierrc.json']) copyFileSync(join(ROOT, file), join(folder, file));
    writeFileSync(join(folder, 'package.json'), '{}');
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('passes the conformance suite and its own spec', () => {
    run('jest/bin/jest.js', '-c', join(LIB, 'jest.config.cjs'));
  }, 120_000);

  it('compiles', () => {
    const compilerOptions = { noEmit: true, composite: false, types: ['node', 'jest'] };
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({ extends: './tsconfig.base.json', compilerOptions, include: [`${LIB}/src`] }),
    );
    run('typescript/bin/tsc', '-p', '.');
  }, 120_000);

  it('is formatted as prettier would', () => {
    run('prettier/bin/prettier.cjs', '--check', LIB);
  }, 120_000);
});
