module.exports = { ...require('../../../jest.preset.cjs'), displayName: 'wiring', rootDir: __dirname };
