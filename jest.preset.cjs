/** Shared by every project's jest.config.cjs: swc for speed (types are checked by `tsc -b`), libs resolved to their sources. */
const swcOptions = {
  jsc: {
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true },
    target: 'es2022',
    keepClassNames: true,
  },
  module: { type: 'commonjs' },
  sourceMaps: 'inline',
};

module.exports = {
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['@countersign/source', 'node', 'require', 'default'] },
  transform: { '^.+\\.(ts|m?js)$': ['@swc/jest', swcOptions] },
  // The only ESM-only packages we load inside jest; everything else in node_modules is left alone.
  transformIgnorePatterns: ['/node_modules/(?!(jose|uuid|@countersign)/)'],
  moduleFileExtensions: ['ts', 'js', 'mjs', 'cjs', 'json'],
  testMatch: ['<rootDir>/src/**/*.spec.ts', '<rootDir>/src/**/*.int-spec.ts'],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
};
