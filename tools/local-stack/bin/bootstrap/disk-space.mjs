import fs from 'node:fs/promises';
import { root } from './repository.mjs';
import { Stop } from './stop.mjs';

const NEEDED_BYTES = 1024 ** 3;

/** Stops early rather than half-way through an install: dependencies, database and logs take most of a gigabyte. */
export async function checkDiskSpace(folder = root) {
  const { bavail, bsize } = await fs.statfs(folder);
  const free = bavail * bsize;
  if (free < NEEDED_BYTES) {
    throw new Stop(`There is too little disk space in ${folder}: ${Math.floor(free / 1024 ** 2)} MB are free, 1024 MB are needed.`);
  }
}
