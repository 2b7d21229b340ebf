module.exports = {
  ...require('../../../jest.preset.cjs'),
  displayName: 'persistence',
  rootDir: __dirname,
  globalSetup: '@countersign/local-servers/jest/postgres',
  globalTeardown: '@countersign/local-servers/jest/teardown',
};
