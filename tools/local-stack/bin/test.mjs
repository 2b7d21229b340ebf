#!/usr/bin/env node
// npm test [-- --only lint|unit|model|int|e2e]: everything that must hold; the last line counts.
import './bootstrap/node-version.mjs';
import { testPlan } from './testing/test-plan.mjs';
import { runWhole } from './testing/whole-run.mjs';

await runWhole(testPlan);
