import { z } from 'zod';

export const time = z.iso.datetime();
export const person = z.strictObject({ id: z.int(), name: z.string() });
