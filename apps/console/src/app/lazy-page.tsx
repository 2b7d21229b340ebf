import type { RouteComponent } from '@tanstack/react-router';
import { type ComponentType, createElement, use, useEffect } from 'react';
import { arrived } from '../display/missing-part';

/** A page whose program is fetched when somebody goes there. What could not be fetched is tried again with the next visit. */
export function lazyPage<Module>(load: () => Promise<Module>, name: keyof Module): RouteComponent {
  let Page: ComponentType | undefined;
  let failure: unknown;
  let loading: Promise<void> | undefined;
  const preload = (): Promise<void> =>
    (loading ??= load()
      .then(
        (module) => {
          Page = module[name] as ComponentType;
          failure = undefined;
        },
        (error: unknown) => {
          failure = error;
        },
      )
      .finally(() => (loading = undefined)));
  const Lazy: RouteComponent = () => {
    // Of a page that is drawn, not of one that is only fetched beforehand.
    useEffect(arrived, []);
    if (!Page && failure === undefined) use(preload());
    if (Page) return createElement(Page);
    throw failure;
  };
  Lazy.preload = preload;
  return Lazy;
}
