import path from 'node:path';
import { fullBuildCommand } from '../bootstrap/build.mjs';
import { inRoot, logFolder } from '../bootstrap/repository.mjs';

/** The stages of one choice of a plan. */
export function chosenStages(steps, only) {
  const isChosen = (stage) => only === undefined || stage.choices.includes(only);
  return steps.map((rows) => rows.map((row) => row.filter(isChosen)));
}

/** A stage with a `report` is a jest run; its tests are counted one by one. */
export function jestRun(name, args) {
  const report = path.join(logFolder, `jest-${name}.json`);
  return {
    report,
    command: [process.execPath, inRoot('node_modules/jest/bin/jest.js'), ...args, '--ci', '--json', `--outputFile=${report}`],
  };
}

export const END_TO_END = ['--config', inRoot('apps/e2e/jest.config.cjs')];

/** What takes minutes and says the same at almost every change. */
export const CRASH_WALK_FILE = '/e2e/src/crash-walk/crash-walk\\.';
export const PLANTED_BUGS_FILE = '/e2e/src/planted-bugs/';

export function typesAndBuild(choices) {
  return { title: 'Types and build', choices, command: fullBuildCommand() };
}

/** As the simulation, apart from the tests: under jest it would take far longer. */
export const walkOfTheModel = {
  title: 'Walk of the model',
  choices: ['model'],
  command: [process.execPath, inRoot('libs/workflow-core/engine/dist/model/main.js')],
};

export function simulation(choices, schedules) {
  return {
    title: `Simulation of ${schedules.toLocaleString('en')} schedules`,
    choices,
    command: [process.execPath, inRoot('libs/workflow-core/engine/dist/simulation/main.js'), '--schedules', String(schedules)],
  };
}
