import { auditCommand } from './audit-command';

void auditCommand(process.argv.slice(2), (text) => process.stdout.write(text)).then((code) => (process.exitCode = code));
