export { hasDoubledKeys } from './doubled-keys';
export { jsonPointer } from './json-pointer';
export { scanJson } from './scan-json';
export type { JsonLimits, JsonProblem } from './scan-json';
export { sliceJson, sliceJsonElements } from './slice-json';
export { wholeNumbersWithPoint } from './whole-numbers-with-point';
export { JsonText, writeJson } from './write-json';
