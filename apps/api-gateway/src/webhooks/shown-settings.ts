import { isDeepStrictEqual } from 'node:util';
import type { ConfigurationChange, EndpointSettings } from '@countersign/engine';
import { headerIn, MASKED } from './endpoint-settings';

type ShownSettings = NonNullable<ConfigurationChange['after']>;

const NEW_VALUE = `${MASKED} (another value)`;

/** Settings by the names that the API has for them. Values of headers are secrets: of those only their names are shown. */
export function shownSettings({
  name,
  url,
  active,
  eventNames,
  payload,
  headers,
  maxConnections,
  slaSeconds,
}: EndpointSettings): ShownSettings {
  return {
    name,
    webHookUrl: url,
    active,
    eventNames,
    payload,
    webHookHeaders: Object.fromEntries(Object.keys(headers).map((header) => [header, MASKED])),
    maxAllowedConnections: maxConnections,
    slaInSeconds: slaSeconds,
  };
}

/** What a change makes of the settings: only those that differ, and of headers which get another value. Both with their values open. */
export function changedSettings(
  stored: EndpointSettings,
  wanted: EndpointSettings,
): { readonly before: ShownSettings; readonly after: ShownSettings } {
  const before = shownSettings(stored);
  const after = {
    ...shownSettings(wanted),
    webHookHeaders: Object.fromEntries(
      Object.entries(wanted.headers).map(([header, value]) => {
        const before = headerIn(stored.headers, header);
        return [header, before === undefined || before === value ? MASKED : NEW_VALUE];
      }),
    ),
  };
  const differs = ([setting]: readonly [string, unknown]): boolean =>
    !isDeepStrictEqual(before[setting], (after as ShownSettings)[setting]);
  return {
    before: Object.fromEntries(Object.entries(before).filter(differs)),
    after: Object.fromEntries(Object.entries(after).filter(differs)),
  };
}
