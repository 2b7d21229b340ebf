module.exports = { ...require('../../../jest.preset.cjs'), displayName: 'goodwill-points', rootDir: __dirname };
