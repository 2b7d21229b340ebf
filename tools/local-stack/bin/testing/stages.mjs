import os from 'node:os';
import path from 'node:path';
import { fullBuildCommand } from '../bootstrap/build.mjs';
import { consoleBuildCommand } from '../bootstrap/console-build.mjs';
import { inRoot, logFolder, stateFolder } from '../bootstrap/repository.mjs';

/** What `--only` chooses from; each stage says which choices it belongs to. */
export const CHOICES = ['lint', 'unit', 'model', 'int', 'e2e', 'chaos'];

const UNIT_FILES = '\\.spec\\.ts$';
const INTEGRATION_FILES = '\\.int-spec\\.ts$';
/** Tests that walk through a million states or thousands of schedules: thorough, and not for every minute. */
const MODEL_FILES = '/engine/src/(model|simulation)/';

/**
 * The stages of a test run: steps in order, each of rows of stages that go side by side. A stage with a `report` is a jest run. Lint and build
 * keep one core busy each; what starts servers has the machine to itself, but for chaos, which leaves a core to what only computes.
 */
export function stagesFor(only) {
  const steps = [
    [[lint], [format, typesAndBuild, consoleFiles()]],
    [[tests(only)]],
    [[endToEnd]],
    [[pressed]],
    [[chaos], [model, simulation]],
  ];
  const isChosen = (stage) => only === undefined || stage.choices.includes(only);
  return steps.map((rows) => rows.map((row) => row.filter(isChosen)));
}

const lint = {
  title: 'Lint',
  choices: ['lint'],
  // The types of everything at once: near Node's own limit it spends more time on tidying up than on linting.
  command: [process.execPath, '--max-old-space-size=6144', inRoot('node_modules/eslint/bin/eslint.js'), '.', ...cached('eslint')],
};

const format = {
  title: 'Format',
  choices: ['lint'],
  command: [process.execPath, inRoot('node_modules/prettier/bin/prettier.cjs'), '--check', '--log-level=warn', '.', ...cached('prettier')],
};

const typesAndBuild = { title: 'Types and build', choices: ['lint', 'model', 'e2e', 'chaos'], command: fullBuildCommand() };

/** A function: where vite lies is known only when the dependencies are there. */
function consoleFiles() {
  return { title: 'Console', choices: ['lint', 'e2e'], command: consoleBuildCommand() };
}

/** What says how long something may take has the machine to itself. */
const PRESSED_FILES = '/e2e/src/pressure/';
const END_TO_END = ['--config', inRoot('apps/e2e/jest.config.cjs')];

const endToEnd = {
  title: 'End-to-end tests',
  choices: ['e2e'],
  ...jestRun('e2e', [...END_TO_END, '--maxWorkers=2', `--testPathIgnorePatterns=${PRESSED_FILES}`]),
};

const pressed = {
  title: 'End-to-end tests under pressure',
  choices: ['e2e'],
  ...jestRun('pressed', [...END_TO_END, '--runInBand', `--testPathPatterns=${PRESSED_FILES}`]),
};

/** With a seed that stays the same, so that a failure comes from a change; longer runs with other seeds are `npm run chaos`. */
const chaos = {
  title: 'Chaos (2 minutes)',
  choices: ['chaos'],
  command: [process.execPath, inRoot('tools/chaos/dist/main.js'), '--minutes', '2', '--seed', '7'],
};

const model = {
  title: 'Walk of the model and planted faults',
  choices: ['model'],
  isYielding: true,
  ...jestRun('model', ['--config', inRoot('jest.config.cjs'), '--runInBand', `--testPathPatterns=${MODEL_FILES}`]),
};

/** Apart from the tests: under jest it would take many times as long. */
const simulation = {
  title: 'Simulation of 100,000 schedules',
  choices: ['model'],
  isYielding: true,
  command: [process.execPath, inRoot('libs/workflow-core/engine/dist/simulation/main.js')],
};

const FILES_OF = {
  unit: [`--testPathPatterns=${UNIT_FILES}`],
  int: [`--testPathPatterns=${INTEGRATION_FILES}`],
};

function tests(only) {
  // Integration tests wait for servers more than they compute: two at a time pay even on two cores.
  const workers = Math.max(2, os.availableParallelism() - 1);
  const args = [
    '--config',
    inRoot('jest.config.cjs'),
    `--maxWorkers=${workers}`,
    `--testPathIgnorePatterns=${MODEL_FILES}`,
    ...(FILES_OF[only] ?? []),
  ];
  return { title: 'Unit and integration tests', choices: Object.keys(FILES_OF), ...jestRun('tests', args) };
}

function jestRun(name, args) {
  const report = path.join(logFolder, `jest-${name}.json`);
  return {
    report,
    command: [process.execPath, inRoot('node_modules/jest/bin/jest.js'), ...args, '--ci', '--json', `--outputFile=${report}`],
  };
}

function cached(tool) {
  return ['--cache', '--cache-location', path.join(stateFolder, `${tool}-cache`)];
}
