module.exports = { ...require('../../jest.preset.cjs'), displayName: 'crash-points', rootDir: __dirname };
