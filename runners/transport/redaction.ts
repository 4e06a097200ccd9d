const opening = /<(?:[^\s<>/:]+:)?(auth|response|challenge|success)(?=[\s/>])[^>]*>/;
const longestTag = 8192;

/**
 * Replaces the content of SASL elements by stars in text that comes in arbitrary pieces.
 * What may be the beginning of such a tag is held back until it is complete.
 */
export class Redactor {
  #held = '';
  #inside: string | undefined;

  pass(text: string): string {
    let rest = this.#held + text;
    let shown = '';
    this.#held = '';
    for (;;) {
      if (this.#inside !== undefined) {
        const end = new RegExp(`</(?:[^\\s<>/:]+:)?${this.#inside}\\s*>`).exec(rest);
        if (end === null) {
          this.#hold(rest);
          return shown;
        }
        rest = rest.slice(end.index);
        this.#inside = undefined;
      }
      const start = opening.exec(rest);
      if (start === null) return shown + this.#hold(rest);
      shown += rest.slice(0, start.index) + start[0];
      rest = rest.slice(start.index + start[0].length);
      if (!start[0].endsWith('/>')) {
        shown += '***';
        this.#inside = start[1];
      }
    }
  }

  /** What was held back, once no SASL element can follow. */
  flush(): string {
    const held = this.#inside === undefined ? this.#held : '';
    this.#held = '';
    this.#inside = undefined;
    return held;
  }

  #hold(text: string): string {
    const tag = text.lastIndexOf('<');
    if (tag === -1 || text.includes('>', tag)) return text;
    const unfinished = text.slice(tag);
    // An endless tag is neither kept in memory nor shown.
    if (unfinished.length > longestTag) return `${text.slice(0, tag)}***`;
    this.#held = unfinished;
    return text.slice(0, tag);
  }
}
