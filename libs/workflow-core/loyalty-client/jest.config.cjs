module.exports = { ...require('../../../jest.preset.cjs'), displayName: 'loyalty-client', rootDir: __dirname };
