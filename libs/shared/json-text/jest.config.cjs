module.exports = { ...require('../../../jest.preset.cjs'), displayName: 'json-text', rootDir: __dirname };
