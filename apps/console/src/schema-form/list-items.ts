import type { Values } from './field';
import { isWithin, pointerTo } from './pointer';

/** The values without one group of a list; those behind it move up. */
export function withoutItem(values: Values, list: string, index: number): Values {
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, text]): [string, string][] => {
      if (key === list || !isWithin(key, list)) return [[key, text]];
      const [own = '', ...inner] = key.slice(list.length + 1).split('/');
      if (Number(own) === index) return [];
      const moved = Number(own) > index ? String(Number(own) - 1) : own;
      return [[[pointerTo(list, moved), ...inner].join('/'), text]];
    }),
  );
}
