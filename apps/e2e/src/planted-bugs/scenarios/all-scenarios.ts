import type { ScenarioName } from '@countersign/planted-bugs';
import { emptiedQueue } from './emptied-queue';
import { lostAnswers } from './lost-answers';
import { pausedWorker } from './paused-worker';
import { people } from './people';
import type { Scenario } from './scenario';
import { troubledReceivers } from './troubled-receivers';

export const ALL_SCENARIOS: Readonly<Record<ScenarioName, Scenario>> = {
  'lost-answers': lostAnswers,
  'paused-worker': pausedWorker,
  'troubled-receivers': troubledReceivers,
  people,
  'emptied-queue': emptiedQueue,
};
