module.exports = { ...require('../../../jest.preset.cjs'), displayName: 'points-redemption', rootDir: __dirname };
