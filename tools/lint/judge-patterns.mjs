#!/usr/bin/env node
// Reads a JSON list of patterns on stdin and writes the list of those that could backtrack more than linearly.
import { text } from 'node:stream/consumers';
import { Linter } from 'eslint';
import regexp from 'eslint-plugin-regexp';
import { linearPatterns } from './linear-patterns.mjs';

const linter = new Linter();
const isSlow = (pattern) => {
  const code = `export const pattern = new RegExp(${JSON.stringify(pattern)}, 'u');`;
  return linter.verify(code, [{ plugins: { regexp }, rules: linearPatterns }]).length > 0;
};

const patterns = JSON.parse(await text(process.stdin));
process.stdout.write(JSON.stringify(patterns.filter(isSlow)));
