import { definitionProblems } from './check-definition';
import { DuplicateRequestTypeError, MalformedRequestTypeError } from './definition-errors';
import type { RequestType } from './request-type';
import { keyFromUrl } from './type-name';

/** The request types of this deployment. Built once at boot; a bad definition stops the boot. */
export class RequestTypeRegistry {
  private readonly byKey = new Map<string, RequestType>();

  constructor(definitions: readonly RequestType[]) {
    for (const definition of definitions) {
      const problems = definitionProblems(definition);
      if (problems.length > 0) throw new MalformedRequestTypeError(definition.key, problems);
      if (this.byKey.has(definition.key)) throw new DuplicateRequestTypeError(definition.key);
      this.byKey.set(definition.key, definition);
    }
  }

  all(): readonly RequestType[] {
    return [...this.byKey.values()];
  }

  find(key: string): RequestType | undefined {
    return this.byKey.get(key);
  }

  /** Case does not matter, `-` and `_` are the same. */
  findByUrl(segment: string): RequestType | undefined {
    return this.byKey.get(keyFromUrl(segment));
  }

  /** For a key that came from our own storage: absence is a broken deployment. */
  require(key: string): RequestType {
    const definition = this.byKey.get(key);
    if (!definition) throw new Error(`No request type ${key} is registered in this process; deploy its lib before work for it arrives.`);
    return definition;
  }
}
