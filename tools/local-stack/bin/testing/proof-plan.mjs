import { inRoot } from '../bootstrap/repository.mjs';
import { chosenStages, CRASH_WALK_FILE, END_TO_END, jestRun, PLANTED_BUGS_FILE, simulation, typesAndBuild } from './stages.mjs';

const PROOFS = ['crash-walk', 'planted-bugs', 'simulation', 'chaos'];

/** What `npm test` has in short or not at all: half an hour, before a release and every night. */
export const proofPlan = {
  choices: PROOFS,
  needsRedis: () => true,
  needsChromium: () => false,
  stepsFor: (only) =>
    chosenStages(
      [typesAndBuild(PROOFS), crashWalk, plantedBugs, simulation(['simulation'], 100_000), chaos].map((stage) => [[stage]]),
      only,
    ),
};

/** With the lengths of production. */
const crashWalk = {
  title: 'Crash walk',
  choices: ['crash-walk'],
  env: { CRASH_WALK: 'real' },
  ...jestRun('crash-walk', [...END_TO_END, '--runInBand', `--testPathPatterns=${CRASH_WALK_FILE}`]),
};

const plantedBugs = {
  title: 'Planted bugs',
  choices: ['planted-bugs'],
  ...jestRun('planted-bugs', [...END_TO_END, '--runInBand', `--testPathPatterns=${PLANTED_BUGS_FILE}`]),
};

/** With a seed that stays the same, so that a failure comes from a change; runs with other seeds and lengths are `npm run chaos`. */
const chaos = {
  title: 'Chaos (10 minutes)',
  choices: ['chaos'],
  command: [process.execPath, inRoot('tools/chaos/dist/main.js'), '--minutes', '10', '--seed', '7'],
};
