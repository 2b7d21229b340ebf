import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';

/** Beside this app: nothing of the console is imported here, it is only handed out. */
const BUILT_HERE = join(__dirname, '../../../console/dist');
const NONCE_PLACE = '%CSP_NONCE%';

/** The media types of what a build puts beside the page. */
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.json': 'application/json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
};

export interface PackedFile {
  /** As `Accept-Encoding` and `Content-Encoding` name it. */
  readonly coding: string;
  readonly content: Buffer;
}

export interface ConsoleFile {
  readonly mediaType: string;
  readonly content: Buffer;
  /** The same, packed when it was built; the smallest first. */
  readonly packed: readonly PackedFile[];
  /** Its name changes with its content: whoever has it need not ask again. */
  readonly isImmutable: boolean;
}

const ASSETS = 'assets/';
const PACKED = [
  { coding: 'br', ending: '.br' },
  { coding: 'gzip', ending: '.gz' },
];

/**
 * The console as it was built when this process started, kept in memory: whoever builds it anew meanwhile takes no file away from the
 * tabs that are open. Files are found by name, never by a path that a caller wrote.
 */
export class BuiltConsole {
  private readonly files: ReadonlyMap<string, ConsoleFile>;
  /** The page between the places where the nonce goes; undefined: nothing is built. */
  private readonly page: readonly string[] | undefined;

  constructor(folder: string = BUILT_HERE) {
    const page = join(folder, 'index.html');
    this.page = existsSync(page) ? readFileSync(page, 'utf8').split(NONCE_PLACE) : undefined;
    this.files = this.page ? readFiles(folder) : new Map();
  }

  /** The page for one answer; undefined when nothing is built. */
  pageWith(nonce: string): string | undefined {
    return this.page?.join(nonce);
  }

  /** @param name below the folder of the console, with slashes */
  find(name: string): ConsoleFile | undefined {
    return this.files.get(name);
  }
}

function readFiles(folder: string): Map<string, ConsoleFile> {
  const paths = readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  return new Map(
    paths.flatMap((path) => {
      const mediaType = MEDIA_TYPES[extname(path)];
      const name = relative(folder, path).split(sep).join('/');
      // What the build says about itself is not for visitors.
      return mediaType === undefined || name === 'index.html' || name.startsWith('.') ? [] : [[name, readFile(path, name, mediaType)]];
    }),
  );
}

function readFile(path: string, name: string, mediaType: string): ConsoleFile {
  return {
    mediaType,
    content: readFileSync(path),
    packed: PACKED.filter(({ ending }) => existsSync(path + ending)).map(({ coding, ending }) => ({
      coding,
      content: readFileSync(path + ending),
    })),
    isImmutable: name.startsWith(ASSETS),
  };
}
