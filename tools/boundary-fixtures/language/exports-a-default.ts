/**
 * In: libs/shared/config/src
 * Trips: no-restricted-syntax
 * Says: Export by name
 */
export default function read(): number {
  return 1;
}
