import { builtinModules } from 'node:module';

/**
 * ESLint lets a later block replace a `no-restricted-*` rule, never add to it. So each restriction is a part here, and every block
 * of the configuration names all the parts that hold for its files.
 */
export function restrictions(...parts) {
  const all = (kind) => parts.flatMap((part) => part[kind] ?? []);
  return {
    'no-restricted-imports': ['error', { paths: all('imports'), patterns: all('importPatterns') }],
    'no-restricted-globals': errorOn(all('globals')),
    'no-restricted-properties': errorOn(all('properties')),
    'no-restricted-syntax': errorOn(all('syntax')),
  };
}

/** A severity alone would keep the list of an earlier block. */
function errorOn(list) {
  return list.length > 0 ? ['error', ...list] : 'off';
}

export const namedExports = {
  syntax: [
    { selector: 'ExportDefaultDeclaration', message: 'Export by name: a default export has another name in every file.' },
    { selector: 'ExportSpecifier[exported.name="default"]', message: 'Export by name: a default export has another name in every file.' },
  ],
};

export const explicitExports = {
  syntax: [{ selector: 'ExportAllDeclaration', message: 'Name what is exported: the index is the whole public face of a lib.' }],
};

export const noForwardRef = {
  imports: [{ name: '@nestjs/common', importNames: ['forwardRef'], message: 'A circle of providers: move what both need into a third.' }],
};

const useConfig = 'Settings are read in a *.config.ts, once, by a schema.';
export const noEnvironment = {
  properties: [{ object: 'process', property: 'env', message: useConfig }],
  imports: [
    { name: 'node:process', message: useConfig },
    { name: 'process', message: useConfig },
  ],
};

const useUndici = 'Use undici: the global fetch has no pool, no limits and no guard against private addresses.';
export const noGlobalFetch = {
  globals: [{ name: 'fetch', message: useUndici }],
  properties: [{ object: 'globalThis', property: 'fetch', message: useUndici }],
};

const useCallerAddress = 'Use callerAddress(): what a proxy hands on may be any text, and whoever invents a new one is nobody new.';
/** Limits per address hold only where every one of them reads the address in the same way. */
export const oneCallerAddress = {
  syntax: [
    { selector: 'MemberExpression[computed=false][property.name=/^(ips?|remoteAddress)$/]', message: useCallerAddress },
    { selector: 'ObjectPattern > Property[key.name=/^(ips?|remoteAddress)$/]', message: useCallerAddress },
    { selector: 'Literal[value="x-forwarded-for"]', message: useCallerAddress },
  ],
};

const isPure = 'A request type is pure: no I/O, no clock, no chance. Core does that before and after it.';
export const noNodeModules = {
  importPatterns: [{ group: ['node:*', ...builtinModules], message: isPure }],
};
export const pure = {
  globals: [
    'fetch',
    'process',
    'globalThis',
    'console',
    'crypto',
    'performance',
    'queueMicrotask',
    'setTimeout',
    'setInterval',
    'setImmediate',
    'require',
  ].map((name) => ({ name, message: isPure })),
  properties: [
    { object: 'Date', property: 'now', message: isPure },
    { object: 'Math', property: 'random', message: isPure },
  ],
  syntax: [
    { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: isPure },
    { selector: 'CallExpression[callee.name="Date"]', message: isPure },
  ],
};

export const domainOnly = {
  importPatterns: [
    { group: ['@nestjs/*'], message: 'Domain rules are plain functions; Nest is for the apps.' },
    {
      regex: '^\\.\\.?/(?:\\.\\./)*(?:use-cases|ports)(?:/|$)',
      message: 'Domain rules know no use case and no port: pass them what they need.',
    },
  ],
};

/** The engine's in-memory adapters and conformance suites prove things in specs; they are no part of the product. */
export const noEngineTesting = {
  imports: [{ name: '@countersign/engine/testing', message: 'In-memory adapters and conformance suites are for specs.' }],
  importPatterns: [
    {
      regex: '^\\.\\.?/(?:\\.\\./)*(?:in-memory|conformance|model|simulation)(?:/|$)',
      message: 'In-memory adapters, conformance suites, model and simulation are for specs.',
    },
  ],
};

const RESOURCES = ['requests', 'decisions', 'policies', 'webhooks', 'operations', 'identity', 'inbox', 'overview', 'console'];
/** Deeper files go up further: from `views/proposals`, `../requests` is another view. */
const leadingTo = (folders, leastUp = 1) => `^(?:\\.\\./){${leastUp},}(?:${folders.join('|')})/`;

/**
 * The floors of the gateway: `platform/` at the bottom, `views/` above it, and on top one folder for each resource. This is the word at
 * once, in the editor; `gateway-floors.spec.ts` looks at every import by where it leads.
 */
export const platformFloor = {
  importPatterns: [
    { regex: leadingTo(['views', ...RESOURCES], 2), message: 'platform/ knows no resource: pass it what it needs, or move this up.' },
  ],
};
export const viewsFloor = {
  importPatterns: [{ regex: leadingTo(RESOURCES, 2), message: 'views/ lies below the resources: move what both need down.' }],
};
export const resourceFloors = RESOURCES.map((resource) => ({
  resource,
  floor: {
    importPatterns: [
      {
        regex: leadingTo(RESOURCES.filter((other) => other !== resource)),
        message: 'Resources do not import each other: what both need lies in views/ or platform/.',
      },
    ],
  },
}));

const OUTSIDE = '/^(userName|checkerName|makerName|webHookName|webHookUrl|fileName|comment|evidence|customer|reference|reason|message)$/';
const OUTSIDE_OR_NAME = OUTSIDE.replace('(', '(name|');
const member = `MemberExpression:matches([computed=false][property.name=${OUTSIDE_OR_NAME}], [object.name="summary"][property.name="line"], [object.property.name="summary"][property.name="line"])`;
const useOutsideText =
  'People or other systems wrote this: show it by OutsideText, Identifier or RequestLine, or by isolated() where no element can be.';
const shown = ['', 'ConditionalExpression > ', 'LogicalExpression > ', 'ConditionalExpression > ChainExpression > ', 'ChainExpression > '];
const child = 'JSXElement:not([openingElement.name.name=/^(OutsideText|Identifier)$/]) > JSXExpressionContainer';
const told =
  ':matches(JSXAttribute[name.name=/^(title|aria-label|label|description|about)$/], Property[key.name=/^(title|label|message)$/])';
/** What would move the words around it, or hide in them, is marked and kept apart wherever it is shown. */
export const outsideText = {
  syntax: [
    ...shown.flatMap((between) => [
      { selector: `${child} > ${between}${member}`, message: useOutsideText },
      { selector: `${child} > ${between}Identifier[name=${OUTSIDE}]`, message: useOutsideText },
    ]),
    { selector: `${told} TemplateLiteral > ${member}`, message: useOutsideText },
    { selector: `${told} TemplateLiteral > Identifier[name=${OUTSIDE}]`, message: useOutsideText },
    { selector: `${told} > ${member}`, message: useOutsideText },
  ],
};
