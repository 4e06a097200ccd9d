import { expect } from 'chai';
import { describe, it } from 'mocha';
import type { Direction, Exchange, Side } from '../../reports/model/record.ts';
import { findFault, type PlayControl } from '../../runners/campaign/find-fault.ts';
import type { ControlPlay } from '../../runners/campaign/grounds.ts';
import type { Domains } from '../../runners/campaign/judge.ts';
import type { Ending, Performance } from '../../runners/campaign/perform.ts';
import { Breach } from '../../runners/judge/breach.ts';
import { Story } from '../../runners/scenario/story.ts';
import { online, sampleScenario } from '../support/scenarios.ts';

const domains = { A: 'a.example', B: 'b.example', reference: 'gamma.example' };
const missing = new Breach('missing-stanza', 'a message', 'it never came');
const performance = (ending: Ending): Performance => ({
  ending,
  story: new Story(),
  exchange: [],
  transcripts: [],
  storyAt: 0,
  durationMs: 1,
  roundTrips: 1,
  leftBehind: [],
});
const played = {
  holds: performance({ kind: 'held' }),
  breaks: performance({ kind: 'broken', breach: missing }),
  otherwise: performance({ kind: 'broken', breach: new Breach('wrong-content', 'this', 'it is that') }),
  lost: performance({ kind: 'undecided', code: 'link-lost', why: 'it was lost' }),
};
type Played = keyof typeof played;

/** Answers `A itself`, `B reference` and so on, and keeps what was asked in order. */
function actors(answers: Readonly<Record<string, Played | undefined>>): { play: PlayControl; asked: string[] } {
  const asked: string[] = [];
  const play = ({ at, with: whom }: ControlPlay): Promise<Performance | string> => {
    const key = `${at} ${whom}`;
    asked.push(key);
    const answer = answers[key];
    return Promise.resolve(answer === undefined ? 'one account' : played[answer]);
  };
  return { play, asked };
}
const find = (
  answers: Readonly<Record<string, Played | undefined>>,
  options: {
    readonly direction?: Direction;
    readonly change?: object;
    readonly exchange?: readonly Exchange[];
    readonly within?: Domains;
  } = {},
) => {
  const { direction = 'A->B', change = {}, exchange = [], within = domains } = options;
  const { play, asked } = actors(answers);
  const planned = { scenario: sampleScenario(change), direction };
  return findFault(planned, missing, { ...played.breaks, exchange }, within, play).then((found) => ({
    ...found,
    asked,
  }));
};
const error = (by: string): Exchange => ({
  at: 1,
  actor: 'romeo',
  side: 'A',
  flow: 'received',
  xml: `<message xmlns="jabber:client" type="error"><error by="${by}"/></message>`,
});
const holdInside = { 'A itself': 'holds', 'B itself': 'holds' } as const;

describe('finding who is at fault', () => {
  it('plays with the reference where the servers by themselves decide nothing, the bound one first', async () => {
    const { atFault, convicts, controls, asked } = await find({
      ...holdInside,
      'B reference': 'breaks',
      'A reference': 'holds',
    });
    expect({ atFault, convicts }).to.deep.equal({ atFault: 'B', convicts: true });
    expect(asked).to.deep.equal(['B itself', 'A itself', 'B reference', 'A reference']);
    expect(controls).to.have.length(4);
  });

  it('leaves the reference alone where a server breaks the story by itself, or the plan names none', async () => {
    expect((await find({ 'B itself': 'breaks' })).asked).to.deep.equal(['B itself']);
    const two = { A: domains.A, B: domains.B };
    expect((await find(holdInside, { within: two })).asked).to.deep.equal(['B itself', 'A itself']);
  });

  it('takes it for no decision when the story breaks in another way, or cannot be judged', async () => {
    for (const answer of ['otherwise', 'lost', undefined] as const) {
      const { convicts, asked } = await find({ ...holdInside, 'B reference': answer, 'A reference': 'holds' });
      expect(convicts).to.equal(false);
      expect(asked, 'the second play could decide nothing').not.to.contain('A reference');
    }
  });

  it('needs neither controls nor words where one server alone took part', async () => {
    const given = { romeo: online('senderServer') };
    const found = await find({}, { change: { given, accountable: 'senderServer' } });
    expect(found).to.include({ atFault: 'A', argument: 'no other server took part' });
    expect(found.asked).to.deep.equal([]);
  });

  it('puts no reference in a place where nobody sits', async () => {
    const given = { romeo: online('senderServer') };
    const { asked, convicts } = await find(holdInside, { change: { given, accountable: 'both' } });
    expect(asked).to.deep.equal(['A itself', 'B itself']);
    expect(convicts).to.equal(false);
  });

  it('says what both ends saw, and lets the error choose the first play but not the verdict', async () => {
    const answers = { ...holdInside, 'A reference': 'holds', 'B reference': 'holds' } as const;
    for (const [by, first] of [
      ['a.example', 'A reference'],
      ['b.example', 'B reference'],
    ] as const) {
      const { asked, convicts, argument } = await find(answers, { exchange: [error(by)] });
      expect(asked[2]).to.equal(first);
      expect(convicts).to.equal(false);
      expect(argument).to.contain('at A romeo received 1 stanza; at B juliet received nothing');
      expect(argument).to.contain(`says that ${by} returned it`);
    }
  });

  it('counts nothing that came after the story had ended', async () => {
    const { argument } = await find(holdInside, { exchange: [{ ...error('b.example'), at: 1.2 }] });
    expect(argument).to.contain('at A romeo received nothing');
    expect(argument).not.to.contain('returned it');
  });

  it('moves the blame with the fault and changes nothing else', async () => {
    const outcomes = ['holds', 'breaks', 'otherwise', 'lost', undefined] as const;
    const other = { A: 'B', B: 'A' } as const;
    const mirrored = { ...other, undetermined: 'undetermined' };
    for (const bound of ['recipientServer', 'both'] as const) {
      for (const one of outcomes) {
        for (const two of outcomes) {
          const answers = (here: Side) => ({
            [`${here} reference`]: one,
            [`${other[here]} reference`]: two,
            ...holdInside,
          });
          const change = { accountable: bound };
          const there = await find(answers('B'), { direction: 'A->B', change });
          const back = await find(answers('A'), { direction: 'B->A', change });
          expect(back.convicts).to.equal(there.convicts);
          expect(back.atFault).to.equal(mirrored[there.atFault as Side | 'undetermined']);
          const asked = there.asked.map((key) => key.replace(/^[AB]/, (side) => other[side as Side]));
          expect(back.asked).to.deep.equal(asked);
        }
      }
    }
  });
});
