module.exports = {
  ...require('../../jest.preset.cjs'),
  displayName: 'local-servers',
  rootDir: __dirname,
  globalSetup: './src/jest/postgres.setup.ts',
  globalTeardown: './src/jest/teardown.ts',
};
