/**
 * In: apps/api-gateway/src
 * Trips: no-restricted-syntax
 * Says: Use callerAddress()
 */
export const addressOf = ({ ip }: { readonly ip: string }): string => ip;
