import { Logger } from '@nestjs/common';

const QUIET_MS = 30_000;

/** The least that can be said: where a connection failed, its own reason tells more. */
export const NO_ANSWER = 'it does not answer in time';

/** What Redis, or the way to it, said; the first that is found in an error tells. */
const KNOWN: readonly (readonly [RegExp, string])[] = [
  [/WRONGPASS|NOAUTH|invalid (?:username-)?password/i, 'it refuses our user or password'],
  [/NOPERM/, 'our user may not do what the queue needs'],
  [/MOVED|CLUSTERDOWN|CROSSSLOT/, 'it is a node of a cluster that does not take our keys'],
  [/READONLY/, 'it is a replica, or was one before a failover'],
  [/OOM/, 'its memory is full'],
  [/MISCONF/, 'it cannot save and takes no writes'],
  [/LOADING/, 'it is still loading its data'],
  [/CERT_HAS_EXPIRED/, 'its certificate has expired'],
  [/ALTNAME/, 'its certificate is for another host name'],
  [/SELF_SIGNED|UNABLE_TO_|DEPTH_ZERO|CERT_/, 'nobody whom we trust has signed its certificate'],
  [/ERR_SSL|EPROTO|ERR_TLS/, 'the TLS handshake failed'],
  [/ECONNREFUSED/, 'nothing listens at its address'],
  [/ENOTFOUND|EAI_AGAIN/, 'its host name is not known'],
  [/ECONNRESET|EPIPE/, 'the connection breaks'],
  [/timed? ?out|no answer in time/i, NO_ANSWER],
];

/** Why Redis fails, in words for operators; never anything that it quotes. */
export function redisTroubleWords(error: unknown): string | undefined {
  const told = [...causesOf(error)].flatMap((one) => ['code' in one ? one.code : '', 'message' in one ? one.message : '']).join(' ');
  return KNOWN.find(([pattern]) => pattern.test(told))?.[1];
}

function* causesOf(error: unknown): Generator<object> {
  for (let one = error; typeof one === 'object' && one !== null; one = 'cause' in one ? one.cause : undefined) yield one;
}

/** Tells operators that Redis fails, once per half minute: each of many connections fails again every two seconds. */
export class RedisTrouble {
  private readonly logger = new Logger('ExecutionQueue');
  private quietUntil = 0;
  private last: string | undefined;

  /** How a connection failed last, in words: a command that finds none does not say why there is none. */
  get reason(): string | undefined {
    return this.last;
  }

  /** Redis took something: what was wrong before is over. */
  readonly recovered = (): void => {
    this.last = undefined;
  };

  readonly report = (error: Error): void => {
    this.last = redisTroubleWords(error) ?? this.last;
    const now = performance.now();
    if (now < this.quietUntil) return;
    this.quietUntil = now + QUIET_MS;
    const reason = redisTroubleWords(error) ?? ('code' in error ? String(error.code) : error.message.split('\n', 1)[0]?.slice(0, 200));
    this.logger.warn(`Redis fails (${reason}). Jobs wait; what is due is claimed from PostgreSQL meanwhile.`);
  };
}
