/**
 * Lints every fixture with the configuration of the repository, as if it were a file of the project that it names, and prints what
 * ESLint says, and the table of constraints, as JSON. A process of its own: jest cannot load ESLint's configuration, which is an ES module.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ESLint } from 'eslint';

// On a build machine typescript-eslint expects to see each file once, as it is on disk: here other texts take its place.
process.env.TSESTREE_SINGLE_RUN = 'false';

const fixtures = import.meta.dirname;
const root = join(fixtures, '..', '..');
const eslint = new ESLint({ cwd: root });
const isSpec = (name) => /\.(int-|e2e-)?spec\.ts$/.test(name);

const results = [];
for (const path of readdirSync(fixtures, { recursive: true }).filter((name) => name.endsWith('.ts'))) {
  const code = readFileSync(join(fixtures, path), 'utf8');
  const line = (label) => new RegExp(`^ \\* ${label}: (.+)$`, 'm').exec(code)?.[1] ?? '';
  const [{ messages }] = await eslint.lintText(code, { filePath: standIn(line('In')) });
  results.push({
    fixture: path,
    trips: line('Trips'),
    says: line('Says'),
    messages: messages.filter(({ severity }) => severity === 2).map(({ ruleId, message }) => ({ ruleId, message })),
  });
}
const config = await eslint.calculateConfigForFile(standIn('libs/shared/config/src'));
const [, { depConstraints: constraints }] = config.rules['@nx/enforce-module-boundaries'];
process.stdout.write(JSON.stringify({ constraints, fixtures: results }));

/** Typed rules and the project graph know files that exist: the fixture takes the place of one of them. */
function standIn(place) {
  const [folder, asSpec] = place.split(' as ');
  const names = readdirSync(join(root, folder), { recursive: true }).filter((name) => name.endsWith('.ts') && !name.endsWith('.config.ts'));
  const name = names.find((candidate) => isSpec(candidate) === (asSpec === 'spec'));
  if (!name) throw new Error(`${folder} holds no ${asSpec ?? 'product'} file to stand in for.`);
  return join(root, folder, name);
}
