const { existsSync, readdirSync } = require('node:fs');
const path = require('node:path');

const PARENTS = ['apps', 'libs/shared', 'libs/workflow-core', 'libs/request-types', 'tools'];

/** The end-to-end tests run on the built applications, one after another, in a run of their own. */
const RUN_APART = path.join('apps', 'e2e');

const configurations = PARENTS.filter((parent) => existsSync(path.join(__dirname, parent)))
  .flatMap((parent) => readdirSync(path.join(__dirname, parent)).map((name) => path.join(parent, name)))
  .filter((folder) => folder !== RUN_APART)
  .map((folder) => path.join(__dirname, folder, 'jest.config.cjs'))
  .filter((file) => existsSync(file));

module.exports = {
  projects: configurations,
  // Jest takes this from the run, not from the projects in it; generous, because two projects share the machine.
  testTimeout: 60_000,
  // What a process has loaded for many files slows down whatever it runs next, up to twenty times: it is left for a new one.
  workerIdleMemoryLimit: '600MB',
};
