import { writeFileSync } from 'node:fs';
import { errorCodesPage } from './error-codes-page';

const [, , path] = process.argv;
if (path === undefined) {
  process.stderr.write('Say where to write: node write-error-codes.js <path of the page>\n');
  process.exitCode = 1;
} else {
  writeFileSync(path, errorCodesPage());
}
