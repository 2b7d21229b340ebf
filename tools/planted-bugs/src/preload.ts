import { PLANTED_BUGS } from './catalogue';
import { readPlantedBug } from './planted-bug.config';

// Loaded before an app (`node --require`). Whatever is wrong here must end the app: without its bug a test with it would prove nothing.
const name = readPlantedBug();
const bug = PLANTED_BUGS.find((one) => one.name === name);
if (!bug?.code) throw new Error(`PLANTED_BUG is ${name || 'not set'}, which is no bug that can be planted into an app.`);
bug.code.plant();
