import { createRequire } from 'node:module';
import { inRoot } from '../bootstrap/repository.mjs';
import { Stop } from '../bootstrap/stop.mjs';

const launchers = () => createRequire(import.meta.url)(inRoot('tools/local-servers/dist/index.js'));

/** The tests start their own servers; PostgreSQL comes with the dependencies, Redis has to be on the machine. */
export async function requireRedis() {
  const program = await launchers().provideRedisServer({ allowInstall: true, announce: (sentence) => console.log(sentence) });
  if (program) return console.log(program.version);
  throw new Stop('The tests need a Redis server and none is to be had here: install redis-server or valkey-server and run npm test again.');
}

/** Whether there is a browser for the tests of the console, which fail without one while all others can still tell something. */
export async function provideChromium() {
  const { NO_CHROMIUM, provideChromium: provide } = launchers();
  const program = await provide((sentence) => console.log(sentence));
  console.log(program?.version ?? NO_CHROMIUM);
  return program !== undefined;
}

/** Ends servers whose tests were stopped before they could do so themselves. */
export async function stopLeftServers() {
  await launchers().stopOrphanedTestServers();
}
