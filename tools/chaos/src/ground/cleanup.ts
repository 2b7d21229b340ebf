/** What has to be undone, last first, whatever of it fails. */
export class Cleanup {
  private readonly acts: (() => Promise<unknown>)[] = [];

  add(act: () => Promise<unknown>): void {
    this.acts.push(act);
  }

  async run(): Promise<void> {
    for (const act of this.acts.splice(0).reverse()) await act().catch(() => undefined);
  }
}
