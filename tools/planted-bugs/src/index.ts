export { PLANTED_BUGS } from './catalogue';
export { type BuggyApp, type CodeChange, type PlantedBug, type ScenarioName, SCENARIOS } from './planted-bug';
export { type Ask, type DatabaseEdit, editDatabase } from './planting/database-edit';
export { NothingToPatchError } from './planting/nothing-to-patch-error';
export { environmentWith } from './planting-ground';
