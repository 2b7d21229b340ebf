module.exports = { ...require('../../jest.preset.cjs'), displayName: 'invariant-checker', rootDir: __dirname };
