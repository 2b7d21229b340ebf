import { erase } from './erase-command';
import { forgetReason } from './forget-reason-command';
import { retention } from './retention-command';
import { reseal, seal } from './sealing-commands';

/** @param env where its settings stand; absent: in the environment of this process */
type Command = (args: readonly string[], env?: NodeJS.ProcessEnv) => Promise<string>;

const COMMANDS = new Map<string, Command>([
  ['erase', erase],
  ['forget-reason', forgetReason],
  ['retention', retention],
  ['seal', seal],
  ['reseal', reseal],
]);

/** Does what the first argument says. @returns what there is to tell; @throws Error with a sentence that shows nothing of anybody */
export async function privacyCommand([name = '', ...args]: readonly string[], env?: NodeJS.ProcessEnv): Promise<string> {
  const command = COMMANDS.get(name);
  if (!command) throw new Error(`say what to do: ${[...COMMANDS.keys()].join(', ')}. See docs/privacy.md.`);
  return command(args, env);
}
