/**
 * What Nx loads. It runs no TypeScript by itself, and would look for the sources in place of the output: so the generators are
 * compiled here, which costs a second at most, and never are those of an older state of the sources.
 */
const { execFileSync } = require('node:child_process');
const { join } = require('node:path');

execFileSync(process.execPath, [require.resolve('typescript/bin/tsc'), '-b', join(__dirname, 'tsconfig.lib.json')], { stdio: 'inherit' });

module.exports = require('./dist/index.js');
