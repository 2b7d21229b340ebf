import { SealedTextError, type Sealing } from '@countersign/config';
import { type Connector, connectorSchema } from '@countersign/loyalty-client';

/** What the credentials of connectors are sealed for, whichever org and setting they stand in. */
export const CONNECTOR_PLACE = 'loyalty-connector';

type Complain = (path: readonly string[], message: string) => void;

/** The connector with its credentials as they are sent. What cannot be opened, or must not be sent, is complained of and stays as it is. */
export function openConnector(connector: Connector, sealing: Sealing, complain: Complain): Connector {
  const open = (value: string, path: readonly string[]): string => {
    try {
      return sealing.open(value, CONNECTOR_PLACE);
    } catch (error) {
      if (!(error instanceof SealedTextError)) throw error;
      complain(path, error.message);
      return value;
    }
  };
  const { authorization, headers } = connector;
  const opened = connectorSchema.safeParse({
    ...connector,
    ...(authorization !== undefined && { authorization: open(authorization, ['authorization']) }),
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, open(value, ['headers', name])])),
  });
  if (opened.success) return opened.data;
  for (const { path } of opened.error.issues) complain(path.map(String), 'expected visible ASCII characters under the seal');
  return connector;
}
