import type { Sealing } from '@countersign/config';

type Headers = Readonly<Record<string, string>>;

/** Whose secrets they are: what was sealed for one webhook opens for no other. */
export interface SecretOwner {
  readonly orgId: number;
  readonly endpointId: string;
}

/** The secrets of webhooks as they are kept: signing secrets and the values of static headers are sealed, names of headers are not. */
export class EndpointSecrets {
  constructor(private readonly sealing: Sealing) {}

  sealSecret(owner: SecretOwner, secret: string): string {
    return this.sealing.seal(secret, placeOf(owner, 'secret'));
  }

  /** @throws SealedTextError */
  openSecret(owner: SecretOwner, kept: string): string {
    return this.sealing.open(kept, placeOf(owner, 'secret'));
  }

  sealHeaders(owner: SecretOwner, headers: Headers): Headers {
    return mapped(headers, (name, value) => this.sealing.seal(value, headerPlace(owner, name)));
  }

  /** @throws SealedTextError */
  openHeaders(owner: SecretOwner, kept: Headers): Headers {
    return mapped(kept, (name, value) => this.sealing.open(value, headerPlace(owner, name)));
  }

  /** The secret sealed with the newest key, or the same text when it is. @throws SealedTextError */
  resealSecret(owner: SecretOwner, kept: string): string {
    return this.sealing.isCurrent(kept) ? kept : this.sealSecret(owner, this.openSecret(owner, kept));
  }

  /** The headers sealed with the newest key. @throws SealedTextError */
  resealHeaders(owner: SecretOwner, kept: Headers): Headers {
    return mapped(kept, (name, value) => {
      const place = headerPlace(owner, name);
      return this.sealing.isCurrent(value) ? value : this.sealing.seal(this.sealing.open(value, place), place);
    });
  }
}

function placeOf({ orgId, endpointId }: SecretOwner, column: string): string {
  return `webhook/${orgId}/${endpointId}/${column}`;
}

function headerPlace(owner: SecretOwner, name: string): string {
  return placeOf(owner, `header/${name}`);
}

function mapped(headers: Headers, change: (name: string, value: string) => string): Headers {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, change(name, value)]));
}
