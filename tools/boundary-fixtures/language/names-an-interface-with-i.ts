/**
 * In: libs/shared/config/src
 * Trips: @typescript-eslint/naming-convention
 */
export interface IReader {
  read(): string;
}
