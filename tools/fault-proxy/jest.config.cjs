module.exports = {
  ...require('../../jest.preset.cjs'),
  displayName: 'fault-proxy',
  rootDir: __dirname,
  globalSetup: '@countersign/local-servers/jest/postgres',
  globalTeardown: '@countersign/local-servers/jest/teardown',
};
