import type { Direction, Exchange, Requirement, Result, Side } from '../../reports/model/record.ts';

export const sampleRequirement = (over: Partial<Requirement> = {}): Requirement => ({
  id: 'rfc6121.8.5.2.1.1',
  specification: 'RFC 6121',
  version: '',
  section: '8.5.2.1.1',
  level: 'MUST',
  sentence: 'If the only available resource has a non-negative priority, the server MUST deliver the message to it.',
  ...over,
});

const stanza = (
  at: number,
  actor: string,
  side: Side,
  flow: Exchange['flow'],
  xml: string,
  mark?: Exchange['mark'],
): Exchange => ({
  at,
  actor,
  side,
  flow,
  xml,
  ...(mark === undefined ? {} : { mark }),
});

/** The exchange of a message with a payload that may be lost on the way, and the fence behind it. */
function exchange(direction: Direction, offending: boolean): Exchange[] {
  const [from, to]: readonly [Side, Side] = direction === 'A->B' ? ['A', 'B'] : ['B', 'A'];
  const [romeo, juliet] =
    direction === 'A->B' ? ['alice@alpha.example', 'bob@beta.example'] : ['bob@beta.example', 'alice@alpha.example'];
  const nick = offending ? '' : '<nick xmlns="http://jabber.org/protocol/nick">Romeo</nick>';
  return [
    stanza(0, 'juliet', to, 'sent', `<presence type="unavailable" id="fc-1"/>`, 'setup'),
    stanza(
      38.2,
      'romeo',
      from,
      'sent',
      `<presence to="${juliet}" type="subscribe" id="fc-2"><status>Art thou there?</status><nick xmlns="http://jabber.org/protocol/nick">Romeo</nick></presence>`,
    ),
    stanza(512, 'juliet', to, 'sent', '<presence id="fc-3"/>'),
    stanza(
      553.4,
      'juliet',
      to,
      'received',
      `<presence from="${romeo}" to="${juliet}" type="subscribe" id="fc-2" xml:lang="en"><status>Art thou there?</status>${nick}</presence>`,
      offending ? 'offending' : 'expected',
    ),
    stanza(
      561,
      'juliet',
      to,
      'received',
      `<message from="${romeo}/balcony" to="${juliet}/orchard" id="fc-4"><fence xmlns="urn:fedcheck:fence" n="4"/></message>`,
      'fence',
    ),
  ];
}

/** One result; what is not given is that of a pass. */
export function sampleResult(over: Partial<Result> = {}): Result {
  const direction = over.direction ?? 'A->B';
  const scenario = over.scenario ?? 'rfc6121.8.5.2.1.1.remote-chat';
  return {
    scenario,
    title: 'delivers a chat message to the only available resource of a remote contact',
    area: 'federation',
    feature: 'Text messages',
    article: '7(2)(a)(i)',
    direction,
    verdict: 'pass',
    requirement: sampleRequirement(),
    covers: ['RFC6121-8.5.2.1.1-1'],
    accountable: { party: 'recipientServer', domain: direction === 'A->B' ? 'beta.example' : 'alpha.example' },
    atFault: null,
    argument: '',
    controls: [],
    reasonCode: '',
    outcome: '',
    expected: '',
    actual: '',
    impact: null,
    remarks: [],
    measures: [],
    startedAt: '2026-11-18T14:02:14.000Z',
    durationMs: 31.4,
    roundTrips: 2,
    exchange: exchange(direction, over.verdict === 'fail'),
    evidence: [{ path: `transcripts/${scenario}.${direction.replace('->', '-')}.xml`, lines: [14, 39] }],
    ...over,
  };
}
