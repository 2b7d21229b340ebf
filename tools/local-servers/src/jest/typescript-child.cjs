/** Loaded with `node -r`: lets a process that a test starts, and kills, load our TypeScript sources as they are. */
const { addHook } = require('pirates');
const { transformSync } = require('@swc/core');

addHook(
  (source, filename) =>
    transformSync(source, { filename, jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } }).code,
  { exts: ['.ts'], ignoreNodeModules: true },
);
