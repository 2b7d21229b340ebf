module.exports = { ...require('../../../jest.preset.cjs'), displayName: 'customer-status-change', rootDir: __dirname };
