import { Hub } from './hub';

/** The program of the worker that all tabs share. */
const hub = new Hub();

addEventListener('connect', (event) => {
  const [port] = (event as MessageEvent).ports;
  if (port) hub.connect(port);
});
