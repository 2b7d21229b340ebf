import { folderImports, foldersInCircles } from './folder-imports';
import { workspaceProjects } from './workspace-projects';

const apps = workspaceProjects()
  .map(({ folder }) => folder)
  .filter((folder) => folder.startsWith('apps/') && folder !== 'apps/e2e');

/** The folder directly in `src` that a file lies in, or `.`. */
const topFolder = (file: string): string => (file.includes('/') ? file.slice(0, file.indexOf('/')) : '.');

describe('the folders of an app', () => {
  it.each(apps)('%s: none leads back to itself, over however many others', (app) => {
    const imports = folderImports(app);
    expect(imports.length).toBeGreaterThan(5);
    expect(foldersInCircles(imports)).toEqual([]);
  });

  it.each(apps)('%s: those directly in src neither, whatever rooms they have', (app) => {
    expect(foldersInCircles(folderImports(app), topFolder)).toEqual([]);
  });

  it('are seen to lead back: directly, over a third one, and between a folder and the one that it lies in', () => {
    const direct = [
      { from: 'relay/loop.ts', to: 'execution/run.ts' },
      { from: 'execution/run.ts', to: 'relay/window.ts' },
      { from: 'health/probe.ts', to: 'relay/loop.ts' },
    ];
    expect(foldersInCircles(direct)).toEqual(['execution', 'relay']);
    const overAThird = [
      { from: 'a/1.ts', to: 'b/1.ts' },
      { from: 'b/2.ts', to: 'c/1.ts' },
      { from: 'c/2.ts', to: 'a/2.ts' },
    ];
    expect(foldersInCircles(overAThird)).toEqual(['a', 'b', 'c']);
    const withItsRoot = [
      { from: 'main.ts', to: 'relay/loop.ts' },
      { from: 'relay/loop.ts', to: 'config.ts' },
    ];
    expect(foldersInCircles(withItsRoot)).toEqual(['.', 'relay']);
    const betweenRooms = [
      { from: 'a/x/1.ts', to: 'b/1.ts' },
      { from: 'b/1.ts', to: 'a/y/1.ts' },
    ];
    expect([foldersInCircles(betweenRooms), foldersInCircles(betweenRooms, topFolder)]).toEqual([[], ['a', 'b']]);
  });
});
