export const COLOURS = ['#1d4ed8', '#c2410c', '#047857', '#7e22ce', '#be123c', '#0e7490', '#854d0e', '#475569'] as const;
export const INK = '#1f2937';
export const FAINT = '#e5e7eb';
export const FAULT = '#fee2e2';

export function colour(index: number): string {
  return COLOURS[index % COLOURS.length] ?? INK;
}

/** A picture that needs nothing beside it. */
export function svg(width: number, height: number, title: string, content: readonly string[]): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" font-family="system-ui, 'DejaVu Sans', sans-serif" font-size="12" fill="${INK}">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    ...content,
    '</svg>',
    '',
  ].join('\n');
}

export function label(x: number, y: number, text: string, attributes = ''): string {
  return `<text x="${x}" y="${y}" ${attributes}>${escaped(text)}</text>`;
}

export function line(from: readonly [number, number], to: readonly [number, number], stroke: string, attributes = ''): string {
  return `<line x1="${from[0]}" y1="${from[1]}" x2="${to[0]}" y2="${to[1]}" stroke="${stroke}" ${attributes}/>`;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** However narrow, it is seen. */
export function box({ x, y, width, height }: Box, fill: string): string {
  return `<rect x="${x}" y="${y}" width="${Math.max(width, 0.5)}" height="${height}" fill="${fill}"/>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
