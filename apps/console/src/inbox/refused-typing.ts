/** So long a pause ends a comment that somebody types without looking. */
const PAUSE_MS = 1_000;
/** Who presses one of these next may have seen that no dialog opened, and goes on. */
const MOVES: readonly string[] = ['j', 'k', 'x', 'Tab', 'Escape'];
/** Whoever has moved says these of another row. */
const VERDICT_KEYS: readonly string[] = ['a', 'r', 's'];

interface Pressed {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/**
 * What is typed after a verdict key that opened no dialog. It is the comment that was meant for it, and not a row of commands: an `a` in it
 * approves nothing, and a `j` leads nowhere.
 */
export class RefusedTyping {
  private until = -Infinity;
  private is: 'fresh' | 'moving' | 'writing' = 'fresh';
  private last = '';

  /** @param at when the verdict key was pressed, in milliseconds */
  begin(at: number): void {
    this.until = at + PAUSE_MS;
    this.is = 'fresh';
    this.last = '';
  }

  end(): void {
    this.until = -Infinity;
  }

  /** Whether the key belongs to the comment and is to do nothing. */
  takes(pressed: Pressed, at: number): boolean {
    if (at > this.until || isModifier(pressed.key)) return false;
    const hasModifier = pressed.ctrlKey || pressed.metaKey || pressed.altKey;
    if (hasModifier && pressed.key !== 'Enter') return false;
    if (this.is !== 'writing' && MOVES.includes(pressed.key)) {
      this.is = 'moving';
      return false;
    }
    if (this.is === 'moving' && (VERDICT_KEYS.includes(pressed.key) || pressed.key.length > 1)) {
      this.end();
      return false;
    }
    this.is = 'writing';
    this.until = at + PAUSE_MS;
    // Enter alone is a new line of the comment, unless Tab has led to the button before.
    const isSubmit = pressed.key === 'Enter' && (hasModifier || this.last === 'Tab');
    this.last = pressed.key;
    if (isSubmit || pressed.key === 'Escape') this.end();
    return true;
  }
}

function isModifier(key: string): boolean {
  return ['Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'CapsLock', 'Dead'].includes(key);
}
