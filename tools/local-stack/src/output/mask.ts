/** Mobile numbers are personal data, invented ones too: what is printed shows two digits at either end. */
export function maskNumbers(text: string): string {
  return text.replace(/\d{10,15}/g, (digits) => `${digits.slice(0, 2)}${'*'.repeat(digits.length - 4)}${digits.slice(-2)}`);
}
