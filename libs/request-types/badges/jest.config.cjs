module.exports = { ...require('../../../jest.preset.cjs'), displayName: 'badges', rootDir: __dirname };
