import { Logger } from '@nestjs/common';

const QUIET_MS = 30_000;

/** Tells operators that Redis fails, once per half minute: each of many connections fails again every two seconds. */
export class RedisTrouble {
  private readonly logger = new Logger('ExecutionQueue');
  private quietUntil = 0;

  readonly report = (error: Error): void => {
    const now = performance.now();
    if (now < this.quietUntil) return;
    this.quietUntil = now + QUIET_MS;
    const reason = 'code' in error ? String(error.code) : error.message.split('\n', 1)[0]?.slice(0, 200);
    this.logger.warn(`Redis fails (${reason}). Jobs wait; what is due is claimed from PostgreSQL meanwhile.`);
  };
}
