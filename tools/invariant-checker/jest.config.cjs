module.exports = {
  ...require('../../jest.preset.cjs'),
  displayName: 'invariant-checker',
  rootDir: __dirname,
  testTimeout: 120_000,
  globalSetup: '@countersign/local-servers/jest/postgres',
  globalTeardown: '@countersign/local-servers/jest/teardown',
};
