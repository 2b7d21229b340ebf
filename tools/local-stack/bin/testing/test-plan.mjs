import os from 'node:os';
import path from 'node:path';
import { consoleBuildCommand } from '../bootstrap/console-build.mjs';
import { inRoot, stateFolder } from '../bootstrap/repository.mjs';
import {
  chosenStages,
  CRASH_WALK_FILE,
  END_TO_END,
  jestRun,
  PLANTED_BUGS_FILE,
  simulation,
  typesAndBuild,
  walkOfTheModel,
} from './stages.mjs';

const UNIT_FILES = '\\.spec\\.ts$';
const INTEGRATION_FILES = '\\.int-spec\\.ts$';
/** Tests that walk through a million states or thousands of schedules: thorough, and not for every minute. */
const MODEL_FILES = '/engine/src/(model|simulation)/';
const BOUNDARY_FILES = '/workspace-plugin/src/rules/boundaries\\.';
/** What says how long something may take has the machine to itself, but for what takes only what it leaves. */
const PRESSED_FILES = '/e2e/src/pressure/';

/** Everything that must hold at every change, in less than twenty minutes on two cores. */
export const testPlan = {
  choices: ['lint', 'unit', 'model', 'int', 'e2e'],
  needsRedis: (only) => only !== 'lint',
  needsChromium: (only) => only === undefined || only === 'e2e',
  stepsFor: (only) =>
    chosenStages(
      [
        // Steps in order, each of rows of stages that go side by side; each row of the first keeps one core busy.
        [[lint], [format, typesAndBuild(['lint', 'model', 'e2e']), consoleFiles(), boundaries]],
        [[tests(only)]],
        [[endToEnd]],
        [[pressed], [model, yielding(walkOfTheModel), yielding(simulation(['model'], 20_000))]],
      ],
      only,
    ),
};

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

/** A function: where vite lies is known only when the dependencies are there. */
function consoleFiles() {
  return { title: 'Console', choices: ['lint', 'e2e'], command: consoleBuildCommand() };
}

/** The linter over deliberate violations: it keeps one core busy, as it does in earnest. */
const boundaries = {
  title: 'Rules of lint',
  choices: ['lint', 'int'],
  ...jestRun('boundaries', ['--config', inRoot('jest.config.cjs'), '--runInBand', `--testPathPatterns=${BOUNDARY_FILES}`]),
};

const endToEnd = {
  title: 'End-to-end tests',
  choices: ['e2e'],
  ...jestRun('e2e', [
    ...END_TO_END,
    // Stacks that start and people who wait leave the processor idle in between.
    '--maxWorkers=3',
    ...[PRESSED_FILES, CRASH_WALK_FILE, PLANTED_BUGS_FILE].map((files) => `--testPathIgnorePatterns=${files}`),
  ]),
};

const pressed = {
  title: 'End-to-end tests under pressure',
  choices: ['e2e'],
  ...jestRun('pressed', [...END_TO_END, '--runInBand', `--testPathPatterns=${PRESSED_FILES}`]),
};

const yielding = (stage) => ({ ...stage, isYielding: true });

const model = {
  title: 'Faults planted in model and simulation',
  choices: ['model'],
  isYielding: true,
  ...jestRun('model', ['--config', inRoot('jest.config.cjs'), '--runInBand', `--testPathPatterns=${MODEL_FILES}`]),
};

const FILES_OF = {
  unit: [`--testPathPatterns=${UNIT_FILES}`],
  int: [`--testPathPatterns=${INTEGRATION_FILES}`],
};

function tests(only) {
  // Integration tests wait for servers more than they compute: three at a time pay even on two cores.
  const workers = Math.max(3, os.availableParallelism() - 1);
  const args = [
    '--config',
    inRoot('jest.config.cjs'),
    `--maxWorkers=${workers}`,
    ...[MODEL_FILES, BOUNDARY_FILES].map((files) => `--testPathIgnorePatterns=${files}`),
    ...(FILES_OF[only] ?? []),
  ];
  return { title: 'Unit and integration tests', choices: Object.keys(FILES_OF), ...jestRun('tests', args) };
}

function cached(tool) {
  return ['--cache', '--cache-location', path.join(stateFolder, `${tool}-cache`)];
}
