/** A nullable column as an optional property. */
export function optional<Name extends string, Value>(name: Name, value: Value | null): { readonly [K in Name]?: Value } {
  return (value === null ? {} : { [name]: value }) as { readonly [K in Name]?: Value };
}
