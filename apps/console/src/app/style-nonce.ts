import { setNonce } from 'get-nonce';

const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
// The scroll lock of dialogs makes its own style element.
setNonce(nonce);

/** The only style elements that the Content-Security-Policy lets in bear it; the gateway makes one for each page. */
export function styleNonce(): string {
  return nonce;
}
