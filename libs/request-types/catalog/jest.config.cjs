module.exports = { ...require('../../../jest.preset.cjs'), displayName: 'request-type-catalog', rootDir: __dirname };
