const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';

/** The only style elements that the Content-Security-Policy lets in bear it; the gateway makes one for each page. */
export function styleNonce(): string {
  return nonce;
}
