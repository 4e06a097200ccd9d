import { expect } from 'chai';
import { describe, it } from 'mocha';
import { closeWith } from '../../runners/session/closing.ts';
import { streamEnd } from '../../runners/session/dialled.ts';
import type { Session } from '../../runners/session/session.ts';
import { xml } from '../../runners/stanza/element.ts';
import type { Stream } from '../../runners/transport/stream.ts';
import { fakeStream, sessionOn } from './fake-stream.ts';

const jid = 'alice@alpha.example';

function actorWith(answered: boolean): { actor: Session; words: string[] } {
  const words: string[] = [];
  const stream: { ended: Stream['ended'] } & Omit<Stream, 'ended'> = fakeStream(`${jid}/phone`);
  stream.close = async (lastWords = '') => {
    words.push(lastWords);
    stream.ended = { reason: 'closed-by-us', detail: 'it is closed', answered };
  };
  const actor = sessionOn(stream);
  return { actor, words };
}

describe('closing with last words', () => {
  it('hands the stanza over together with the closing tag', async () => {
    const { actor, words } = actorWith(true);

    const sent = await closeWith(actor, xml`<message id="1"/>`);

    expect(words).to.deep.equal(['<message id="1"/>']);
    expect(sent).to.include({ id: '1', by: 'alice', from: `${jid}/phone` });
  });

  it('lets the actor see that the server closed its stream in return', async () => {
    const { actor } = actorWith(true);
    await closeWith(actor, xml`<message/>`);
    expect(actor.received(streamEnd)).to.have.length(1);
  });

  it('shows no end where the server kept silent, or a wire fault keeps it back', async () => {
    const silent = actorWith(false).actor;
    await closeWith(silent, xml`<message/>`);
    const { actor } = actorWith(true);
    actor.spoil = () => [];
    await closeWith(actor, xml`<message/>`);
    expect([silent, actor].map((one) => one.received(streamEnd).length)).to.deep.equal([0, 0]);
  });
});
