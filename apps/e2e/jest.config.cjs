module.exports = {
  ...require('../../jest.preset.cjs'),
  displayName: 'e2e',
  rootDir: __dirname,
  testMatch: ['<rootDir>/src/**/*.e2e-spec.ts'],
  maxWorkers: 1,
  testTimeout: 120_000,
  globalSetup: '@countersign/local-servers/jest/postgres',
  globalTeardown: '@countersign/local-servers/jest/teardown',
};
