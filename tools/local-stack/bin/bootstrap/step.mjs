const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const PLAIN_NOTE_MS = 15_000;

/**
 * Runs one named step and shows that it goes on: a line with elapsed seconds on a terminal, a line now and then in a log.
 * Ends with "name … done (3.2 s)". Told on stderr: what a command prints on stdout (a token, say) must be usable by another program.
 */
export async function step(name, run, out = process.stderr) {
  const begun = performance.now();
  const seconds = () => ((performance.now() - begun) / 1000).toFixed(1);
  const stopShowing = out.isTTY ? showSpinner(name, seconds, out) : showPlainly(name, seconds, out);
  try {
    const result = await run();
    stopShowing();
    out.write(`${name} … done (${seconds()} s)\n`);
    return result;
  } catch (error) {
    stopShowing();
    out.write(`${name} … failed (${seconds()} s)\n`);
    throw error;
  }
}

function showSpinner(name, seconds, out) {
  let turn = 0;
  const timer = setInterval(() => {
    out.write(`\r${FRAMES[turn++ % FRAMES.length]} ${name} … ${Math.floor(Number(seconds()))} s`);
  }, 100);
  return () => {
    clearInterval(timer);
    out.write('\r\x1b[K');
  };
}

function showPlainly(name, seconds, out) {
  out.write(`${name} …\n`);
  const timer = setInterval(() => out.write(`${name} … ${Math.floor(Number(seconds()))} s so far\n`), PLAIN_NOTE_MS);
  return () => clearInterval(timer);
}
