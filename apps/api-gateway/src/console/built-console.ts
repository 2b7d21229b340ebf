import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';

/** Beside this app: nothing of the console is imported here, it is only handed out. */
const BUILT_HERE = join(__dirname, '../../../console/dist');
const NONCE_PLACE = '%CSP_NONCE%';

/** The media types of what a build puts beside the page. */
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.json': 'application/json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
};

/** A file that lies beside the page. */
export interface ConsoleFile {
  readonly mediaType: string;
  readonly content: Buffer;
}

/**
 * The console as it was built when this process started. The page and what lies beside it are read once and found by name, never by a
 * path that a caller wrote; the folder of assets, whose names change with their content, is served as it is.
 */
export class BuiltConsole {
  private readonly files: ReadonlyMap<string, ConsoleFile>;
  /** The page between the places where the nonce goes; undefined: nothing is built. */
  private readonly page: readonly string[] | undefined;

  constructor(private readonly folder: string = BUILT_HERE) {
    const page = join(folder, 'index.html');
    this.page = existsSync(page) ? readFileSync(page, 'utf8').split(NONCE_PLACE) : undefined;
    this.files = this.page ? readFiles(folder) : new Map();
  }

  /** The folder of assets and the paths in it, each with a slash before it; undefined when nothing is built. */
  get assets(): { readonly folder: string; readonly paths: ReadonlySet<string> } | undefined {
    const folder = join(this.folder, 'assets');
    if (!this.page || !existsSync(folder)) return undefined;
    const files = readdirSync(folder, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile());
    return {
      folder,
      paths: new Set(files.map(({ parentPath, name }) => `/${relative(folder, join(parentPath, name)).split(sep).join('/')}`)),
    };
  }

  /** The page for one answer; undefined when nothing is built. */
  pageWith(nonce: string): string | undefined {
    return this.page?.join(nonce);
  }

  find(name: string): ConsoleFile | undefined {
    return this.files.get(name);
  }
}

function readFiles(folder: string): Map<string, ConsoleFile> {
  const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    names.flatMap(({ name }) => {
      const mediaType = MEDIA_TYPES[extname(name)];
      return mediaType === undefined ? [] : [[name, { mediaType, content: readFileSync(join(folder, name)) }]];
    }),
  );
}
