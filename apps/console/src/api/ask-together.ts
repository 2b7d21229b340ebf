interface Batch<Answer> {
  readonly keys: Set<string>;
  readonly answer: Promise<ReadonlyMap<string, Answer>>;
}

/**
 * One call for all keys that are asked about at the same time, as the rows of a page are.
 * @param most keys that one call may have
 */
export function askTogether<Answer>(
  most: number,
  call: (keys: readonly string[]) => Promise<ReadonlyMap<string, Answer>>,
): (key: string) => Promise<Answer | undefined> {
  let open: Batch<Answer> | undefined;

  const begin = (): Batch<Answer> => {
    const keys = new Set<string>();
    const sent = pageHasAsked().then(() => {
      if (open?.keys === keys) open = undefined;
      return call([...keys]);
    });
    return { keys, answer: sent };
  };
  return async (key) => {
    const isFull = open !== undefined && open.keys.size >= most && !open.keys.has(key);
    open = open && !isFull ? open : begin();
    open.keys.add(key);
    return (await open.answer).get(key);
  };
}

/** All parts of a page begin their questions in one turn. */
function pageHasAsked(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}
