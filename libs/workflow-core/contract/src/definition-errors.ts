/** Stops the boot: a definition that cannot be used, named with what is wrong and how to mend it. */
export class MalformedRequestTypeError extends Error {
  constructor(key: string, problems: readonly string[]) {
    super(`Request type ${key} is malformed: ${problems.join('; ')}. Mend it in its own lib under libs/request-types.`);
    this.name = 'MalformedRequestTypeError';
  }
}

/** Stops the boot: two libs registered the same key. */
export class DuplicateRequestTypeError extends Error {
  constructor(key: string) {
    super(`Request type ${key} is registered twice. Keys are persisted and unique: rename one, or remove the second forFeature().`);
    this.name = 'DuplicateRequestTypeError';
  }
}
