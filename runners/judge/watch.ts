import type { Direction, Side } from '../../reports/model/record.ts';
import type { Element } from '../stanza/element.ts';

/** A received stanza with what an invariant may need to know of where it arrived. */
export interface Sighting {
  readonly stanza: Element;
  readonly side: Side;
  readonly bareJid: string;
  readonly fullJid: string;
  readonly domain: string;
  /** How often a stanza with the same kind, type, sender and id has come on this stream, this one included. */
  readonly times: number;
  /** The stanza that the harness sent with this id; undefined when it sent none. */
  readonly original: Element | undefined;
  /** True for a JID that takes part in the run: accounts, their servers, or whatever an actor has written to. */
  readonly takesPart: (jid: string) => boolean;
  /** Addresses of the harness's own client connections. */
  readonly clientAddresses: ReadonlySet<string>;
}

/** What broke an invariant: at fault is the server that wrote the stanza, where that is certain. */
export interface Violation {
  readonly expected: string;
  readonly actual: string;
  readonly verdict: 'fail' | 'warn' | 'note';
  /** Domain of the server to blame; undefined when that cannot be told. */
  readonly domain: string | undefined;
}

export interface Invariant {
  readonly check: (sighting: Sighting) => Violation | undefined;
  readonly carrier: string;
}

export interface Seen {
  readonly violation: Violation;
  readonly scenario: string;
  readonly xml: string;
}

const longestXml = 4000;
const mostKept = 20;

/** Collects, for each invariant and direction, how many stanzas were checked and what broke it. */
export class Watch {
  readonly #invariants: ReadonlyMap<string, Invariant>;
  readonly #seen = new Map<string, Seen[]>();
  readonly checked: Record<Direction, number> = { 'A->B': 0, 'B->A': 0 };

  constructor(invariants: ReadonlyMap<string, Invariant>) {
    this.#invariants = invariants;
  }

  look(sighting: Sighting, scenario: string): void {
    const direction: Direction = sighting.side === 'B' ? 'A->B' : 'B->A';
    this.checked[direction] += 1;
    for (const [id, { check }] of this.#invariants) {
      const violation = check(sighting);
      if (!violation) continue;
      const seen = this.#seen.get(`${id} ${direction}`) ?? [];
      if (seen.length < mostKept)
        seen.push({ violation, scenario, xml: sighting.stanza.toString().slice(0, longestXml) });
      this.#seen.set(`${id} ${direction}`, seen);
    }
  }

  seen(id: string, direction: Direction): readonly Seen[] {
    return this.#seen.get(`${id} ${direction}`) ?? [];
  }
}
