/** `external_reference_number` and `externalReferenceNumber` become "External reference number"; capitals that stand together stay. */
export function humanLabel(name: string): string {
  const words = name
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .split(/[\s_-]+/)
    .filter((word) => word !== '')
    .map((word) => (/^[A-Z]{2}/.test(word) ? word : word.toLowerCase()));
  const text = words.join(' ');
  return text === '' ? name : `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
