import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { WorkflowError } from '@countersign/engine';

interface Cost {
  readonly log2: number;
  readonly blockSize: number;
  readonly parallel: number;
}

/** 2^15 blocks of 8 × 128 bytes: 32 MiB and about a tenth of a second for each guess (RFC 7914; OWASP asks for no less than 2^14 with r = 8). */
const COST: Cost = { log2: 15, blockSize: 8, parallel: 1 };
/** What a stored hash may ask for, so that a row cannot make us run out of memory. */
const MOST_LOG2 = 17;
const HASH_BYTES = 32;
const SALT_BYTES = 16;
const FORM = /^scrypt\$(\d{1,2})\$(\d{1,2})\$(\d{1,2})\$([\w-]+)\$([\w-]+)$/;
/** At once, of the four threads that Node has for such work: 64 MiB, and never all of the processor. */
const AT_ONCE = 2;
const MOST_WAITING = 16;

/** A hash that no secret has. Whoever names an unknown client waits for it as long as whoever gives a wrong secret. */
export const NOBODYS_HASH = `scrypt$15$8$1$${Buffer.alloc(SALT_BYTES).toString('base64url')}$${Buffer.alloc(HASH_BYTES).toString('base64url')}`;

/** Hashes secrets with memory-hard scrypt, two at once; who comes while too many wait is told to come back. */
export class SecretHasher {
  private working = 0;
  private readonly waiting: (() => void)[] = [];

  async hash(secret: string): Promise<string> {
    const salt = randomBytes(SALT_BYTES);
    const derived = await this.derive(secret, salt, COST);
    return ['scrypt', COST.log2, COST.blockSize, COST.parallel, salt.toString('base64url'), derived.toString('base64url')].join('$');
  }

  /** @throws WorkflowError `unavailable` when too many wait; Error for a stored hash that is none */
  async verify(secret: string, stored: string): Promise<boolean> {
    const [, log2 = '', blockSize = '', parallel = '', salt = '', hash = ''] = FORM.exec(stored) ?? [];
    if (hash === '' || Number(log2) > MOST_LOG2) throw new Error('A stored secret hash is not of the form that this version writes.');
    const cost = { log2: Number(log2), blockSize: Number(blockSize), parallel: Number(parallel) };
    const derived = await this.derive(secret, Buffer.from(salt, 'base64url'), cost);
    const expected = Buffer.from(hash, 'base64url');
    return expected.length === derived.length && timingSafeEqual(derived, expected);
  }

  private async derive(secret: string, salt: Buffer, { log2, blockSize: r, parallel: p }: Cost): Promise<Buffer> {
    await this.turn();
    try {
      const N = 2 ** log2;
      return await new Promise<Buffer>((resolve, reject) => {
        scrypt(secret, salt, HASH_BYTES, { N, r, p, maxmem: 2 * 128 * N * r }, (error, derived) => {
          if (error) reject(error);
          else resolve(derived);
        });
      });
    } finally {
      this.leave();
    }
  }

  private async turn(): Promise<void> {
    if (this.working < AT_ONCE) {
      this.working += 1;
      return;
    }
    if (this.waiting.length >= MOST_WAITING)
      throw new WorkflowError([{ kind: 'unavailable', message: 'Too many secrets are being verified right now; try again.' }], 1);
    // Whoever leaves hands its place on, so nobody who comes meanwhile can take it.
    await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  private leave(): void {
    const next = this.waiting.shift();
    if (next) next();
    else this.working -= 1;
  }
}
