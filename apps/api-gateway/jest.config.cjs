module.exports = {
  ...require('../../jest.preset.cjs'),
  displayName: 'api-gateway',
  rootDir: __dirname,
  globalSetup: '@countersign/local-servers/jest/postgres',
  globalTeardown: '@countersign/local-servers/jest/teardown',
  // Each file with a database boots an app of its own.
  testTimeout: 20_000,
};
