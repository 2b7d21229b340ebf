/** What a proxy does to the bytes that pass. */
export type ProxyFault = { readonly kind: 'latency'; readonly ms: number };
