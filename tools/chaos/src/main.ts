import { chaosCommand } from './chaos-command';

async function main(): Promise<void> {
  try {
    process.exitCode = await chaosCommand(process.argv.slice(2), process.stdout);
  } catch (error) {
    process.exitCode = 1;
    console.error(error);
  }
}

void main();
