module.exports = { ...require('../../../jest.preset.cjs'), displayName: 'webhook-sender', rootDir: __dirname };
