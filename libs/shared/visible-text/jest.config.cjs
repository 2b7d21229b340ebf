module.exports = { ...require('../../../jest.preset.cjs'), displayName: 'visible-text', rootDir: __dirname };
