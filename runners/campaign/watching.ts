import type { Result } from '../../reports/model/record.ts';
import { type Sighting, Watch } from '../judge/watch.ts';
import type { Scenario } from '../scenario/declare.ts';
import type { Session } from '../session/session.ts';
import { type Element, localName } from '../stanza/element.ts';
import type { Stream } from '../transport/stream.ts';
import { blankResult, type Domains } from './judge.ts';
import type { Planned } from './types.ts';

/** Of what was sent, so much is remembered: more than several stories side by side send. */
const mostOriginals = 2000;

/** Feeds every stanza of every session to the invariants, and turns what they saw into results. */
export class Watching {
  readonly #watch: Watch;
  readonly #originals = new Map<string, Element>();
  readonly #addressees = new Set<string>();
  /** By stream: after a resumption the server rightly sends again what it takes for lost (XEP-0198, section 5). */
  readonly #times = new WeakMap<Stream, Map<string, number>>();
  readonly #clientAddresses = new Set<string>();
  readonly #domains: Domains;

  constructor(scenarios: readonly Scenario[], domains: Domains) {
    this.#watch = new Watch(
      new Map(scenarios.flatMap(({ id, invariant }) => (invariant ? [[id, invariant] as const] : []))),
    );
    this.#domains = domains;
  }

  sent(stanza: Element): void {
    if (!isStanza(stanza)) return;
    this.#originals.set(String(stanza.attrs.id), stanza);
    const [oldest] = this.#originals.keys();
    if (this.#originals.size > mostOriginals && oldest !== undefined) this.#originals.delete(oldest);
    if (typeof stanza.attrs.to === 'string') this.#addressees.add(bare(stanza.attrs.to));
  }

  received(session: Session, stanza: Element, scenario: string): void {
    if (!session.connected || !isStanza(stanza)) return;
    const { localAddress } = session.stream.facts;
    if (localAddress !== '') this.#clientAddresses.add(localAddress);
    const sighting: Sighting = {
      stanza,
      side: session.side,
      bareJid: session.bareJid,
      fullJid: session.fullJid,
      domain: session.domain,
      times: this.#count(session, stanza),
      original: this.#originals.get(String(stanza.attrs.id)),
      takesPart: (jid) => this.#takesPart(jid),
      clientAddresses: this.#clientAddresses,
    };
    this.#watch.look(sighting, scenario);
  }

  /** The result of an invariant in a direction: what the accounts of the receiving side saw. */
  result(planned: Planned): Result {
    const { scenario, direction } = planned;
    const base: Result = { ...blankResult(planned, this.#domains), reasonCode: '', actual: '' };
    const checked = this.#watch.checked[direction];
    if (checked === 0)
      return {
        ...base,
        verdict: 'inconclusive',
        reasonCode: 'nothing-seen',
        actual: 'no stanza was received, so there was nothing to check',
      };
    const seen = this.#watch.seen(scenario.id, direction);
    const worst = (['fail', 'warn', 'note'] as const).flatMap((verdict) =>
      seen.filter(({ violation }) => violation.verdict === verdict),
    )[0];
    const remarks = [{ verdict: 'note' as const, text: `${String(checked)} stanzas were checked` }];
    if (!worst || worst.violation.verdict === 'note') {
      const notes = seen.map(({ violation, scenario: where }) => ({
        verdict: 'note' as const,
        text: `${violation.actual} (${where})`,
      }));
      return { ...base, verdict: 'pass', remarks: [...remarks, ...notes] };
    }
    const { violation } = worst;
    const atFault = violation.domain === undefined ? 'undetermined' : this.#sideOf(violation.domain);
    const convicted = atFault === 'A' || atFault === 'B';
    const brokenMust = convicted ? 'fail' : 'inconclusive';
    return {
      ...base,
      verdict: violation.verdict === 'fail' ? brokenMust : 'warn',
      atFault,
      argument: convicted
        ? `${violation.domain ?? ''} wrote the stanza`
        : 'it cannot be told which server did it, so nobody is accused',
      reasonCode: 'invariant-broken',
      expected: violation.expected,
      actual: `${violation.actual} (first seen in ${worst.scenario}; ${String(seen.length)} in all)`,
      impact: 'degraded',
      remarks,
      exchange: [
        {
          at: 0,
          actor: 'client',
          side: direction === 'A->B' ? 'B' : 'A',
          flow: 'received',
          xml: worst.xml,
          mark: 'offending',
        },
      ],
    };
  }

  #sideOf(domain: string): 'A' | 'B' | 'undetermined' {
    const within = (host: string): boolean => domain === host || domain.endsWith(`.${host}`);
    if (within(this.#domains.A)) return 'A';
    return within(this.#domains.B) ? 'B' : 'undetermined';
  }

  #count(session: Session, stanza: Element): number {
    const { id, from, type } = stanza.attrs as Record<string, string | undefined>;
    if (id === undefined) return 1;
    const counts = this.#times.get(session.stream) ?? new Map<string, number>();
    this.#times.set(session.stream, counts);
    const key = JSON.stringify([session.fullJid, localName(stanza), type, from, id]);
    const times = (counts.get(key) ?? 0) + 1;
    counts.set(key, times);
    return times;
  }

  #takesPart(jid: string): boolean {
    const domain = bare(jid).slice(bare(jid).indexOf('@') + 1);
    return this.#addressees.has(bare(jid)) || this.#sideOf(domain) !== 'undetermined';
  }
}

/** Stream errors and other first-level elements of the stream itself are no stanzas (RFC 6120, section 8). */
const isStanza = (element: Element): boolean => ['message', 'presence', 'iq'].includes(localName(element));

const bare = (jid: string): string => jid.split('/')[0] ?? jid;
