#!/usr/bin/env node
// npm run prove [-- --only crash-walk|planted-bugs|simulation|chaos]: what takes longer than anybody waits for at every change.
import './bootstrap/node-version.mjs';
import { proofPlan } from './testing/proof-plan.mjs';
import { runWhole } from './testing/whole-run.mjs';

await runWhole(proofPlan);
