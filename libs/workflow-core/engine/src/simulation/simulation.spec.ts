import { Schedule } from './schedule';

it('runs', async () => {
  const startedAt = performance.now();
  const counts: Record<string, number> = {};
  let failures = 0;
  for (let seed = 1; seed <= 5000; seed++) {
    const end = await new Schedule(seed).run();
    for (const state of end.states) counts[state] = (counts[state] ?? 0) + 1;
    if (end.problems.length > 0 && failures++ < 3) process.stdout.write(`seed ${seed}: ${end.problems.join('; ')}\n${end.story.join('\n')}\n`);
  }
  process.stdout.write(`${JSON.stringify(counts)} failures ${failures} ${performance.now() - startedAt}\n`);
});
