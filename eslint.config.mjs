import { createProjectGraphAsync } from '@nx/devkit';
import nx from '@nx/eslint-plugin';
import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import regexp from 'eslint-plugin-regexp';
import tseslint from 'typescript-eslint';
import { boundariesOfProduct, boundariesOfSpecs } from './tools/lint/module-boundaries.mjs';
import {
  domainOnly,
  explicitExports,
  namedExports,
  noEngineTesting,
  noEnvironment,
  noForwardRef,
  noGlobalFetch,
  noNodeModules,
  oneCallerAddress,
  outsideText,
  platformFloor,
  pure,
  resourceFloors,
  restrictions,
  viewsFloor,
} from './tools/lint/restrictions.mjs';
import { linearPatterns } from './tools/lint/linear-patterns.mjs';

// Without a project graph the boundaries rule passes everything, with an old one it misses new imports: make one. Nx itself loads
// this file while it makes the graph, and gives a fresh one to the lint tasks that it runs.
if (!globalThis.NX_GRAPH_CREATION && !process.env.NX_TASK_TARGET_PROJECT) {
  process.env.NX_DAEMON ??= 'false';
  await createProjectGraphAsync({ exitOnError: true });
}

const TYPESCRIPT = ['**/*.ts', '**/*.tsx'];
const SPECS = ['**/*.spec.ts', '**/*.int-spec.ts', '**/*.e2e-spec.ts', '**/*.spec.tsx'];
const TEST_SUPPORT = ['**/test/**/*.ts', '**/test-support/**/*.ts', '**/testdata/**/*.ts'];
const everywhere = [namedExports, explicitExports, noForwardRef];
const inGateway = [...everywhere, noEnvironment, noGlobalFetch, noEngineTesting, oneCallerAddress];
/** The one file that may read the address as it comes. */
const CALLER_ADDRESS = 'apps/api-gateway/src/platform/http/caller-address.ts';

const config = tseslint.config(
  {
    ignores: [
      '**/dist/',
      '**/out-tsc/',
      '**/node_modules/',
      '.nx/',
      '.countersign/',
      'tools/boundary-fixtures/*/',
      'tools/*/src/**/files/',
      '**/*.cjs',
    ],
  },
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'off' } },
  // What callers' text may meet; a test chooses its own.
  {
    files: ['apps/*/src/**/*.{ts,tsx}', 'libs/**/src/**/*.ts'],
    ignores: [...SPECS, ...TEST_SUPPORT, 'apps/e2e/**'],
    plugins: { regexp },
    rules: linearPatterns,
  },
  {
    files: ['**/*.mjs'],
    extends: [js.configs.recommended],
    languageOptions: { globals: Object.fromEntries(Object.getOwnPropertyNames(globalThis).map((name) => [name, false])) },
  },
  {
    files: TYPESCRIPT,
    extends: [tseslint.configs.strictTypeChecked],
    plugins: { '@nx': nx },
    // One program for the servers and one for the console: with a program per project the types of what all use were worked out anew in each.
    languageOptions: {
      parserOptions: { project: ['./tsconfig.lint.json', './apps/console/tsconfig.lint.json'], tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      ...boundariesOfProduct,
      ...restrictions(...everywhere, noEnvironment),
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/naming-convention': [
        'error',
        { selector: 'interface', format: ['PascalCase'], custom: { regex: '^I[A-Z]', match: false } },
      ],
      // A leading underscore says that a parameter is there for the signature alone.
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      // Numbers in messages are meant; objects and undefined are the slips that this rule is for.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true }],
      // Nest modules are empty classes under a decorator.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      // A port or a Fastify handler promises; some implementations know the answer at once.
      '@typescript-eslint/require-await': 'off',
      // Nest types its option objects as classes.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      'max-lines': ['warn', { max: 250, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['warn', { max: 60, skipBlankLines: true, skipComments: true }],
      '@typescript-eslint/max-params': ['warn', { max: 4 }],
    },
  },
  { files: ['apps/*/src/**', 'libs/**/src/**'], rules: restrictions(...everywhere, noEnvironment, noGlobalFetch, noEngineTesting) },
  { files: ['apps/api-gateway/src/**'], ignores: [CALLER_ADDRESS], rules: restrictions(...inGateway) },
  { files: ['apps/api-gateway/src/platform/**'], ignores: [...SPECS, CALLER_ADDRESS], rules: restrictions(...inGateway, platformFloor) },
  { files: ['apps/api-gateway/src/views/**'], ignores: SPECS, rules: restrictions(...inGateway, viewsFloor) },
  ...resourceFloors.map(({ resource, floor }) => ({
    files: [`apps/api-gateway/src/${resource}/**`],
    ignores: SPECS,
    rules: restrictions(...inGateway, floor),
  })),
  // A browser has no other way to call, and no environment.
  { files: ['apps/console/src/**'], rules: restrictions(...everywhere) },
  { files: ['apps/console/src/**/*.tsx'], rules: restrictions(...everywhere, outsideText) },
  {
    files: ['libs/workflow-core/engine/src/domain/**'],
    rules: restrictions(...everywhere, noEnvironment, noGlobalFetch, noEngineTesting, domainOnly),
  },
  {
    files: ['libs/workflow-core/engine/src/{in-memory,conformance,model,simulation}/**', 'libs/workflow-core/engine/src/testing.ts'],
    rules: restrictions(...everywhere, noEnvironment, noGlobalFetch),
  },
  { files: ['libs/request-types/*/src/**'], rules: restrictions(...everywhere, noEnvironment, noNodeModules, pure) },
  {
    files: [...SPECS, ...TEST_SUPPORT],
    rules: {
      ...boundariesOfSpecs,
      // A spec may call the app that it started as any client does, and look at the clock.
      ...restrictions(...everywhere, noEnvironment),
      // `describe` blocks are long by nature.
      'max-lines-per-function': 'off',
      // `lines[0]!` fails the test at once where it is absent, which is what a test wants.
      '@typescript-eslint/no-non-null-assertion': 'off',
      // `expect(port.method)` and jest's asymmetric matchers (typed any) are how jest is written.
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
    },
  },
  // Settings are read here, or handed on to processes that a tool or a journey starts.
  { files: ['**/*.config.ts', 'tools/**/*.ts', 'apps/e2e/src/**'], rules: restrictions(...everywhere) },
  { files: ['**/*.config.ts'], rules: restrictions(explicitExports, noForwardRef) },
  { files: ['apps/api-gateway/src/platform/**/*.config.ts'], rules: restrictions(explicitExports, noForwardRef, platformFloor) },
  // A provider takes as many parts as it needs: each is checked against its key.
  { files: ['**/*.module.ts'], rules: { '@typescript-eslint/max-params': 'off' } },
  prettier,
);

// The configs of the projects hand this one on: the patterns mean paths from here wherever ESLint was started.
export default config.map((block) => ({ ...block, basePath: import.meta.dirname }));
