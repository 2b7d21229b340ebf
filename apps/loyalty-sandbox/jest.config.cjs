module.exports = { ...require('../../jest.preset.cjs'), displayName: 'loyalty-sandbox', rootDir: __dirname };
