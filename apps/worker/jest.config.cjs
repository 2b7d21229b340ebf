module.exports = {
  ...require('../../jest.preset.cjs'),
  displayName: 'worker',
  rootDir: __dirname,
  globalSetup: '@countersign/local-servers/jest/postgres',
  globalTeardown: '@countersign/local-servers/jest/teardown',
  testTimeout: 30_000,
};
