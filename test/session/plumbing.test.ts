import { expect } from 'chai';
import { describe, it } from 'mocha';
import { copiedMessage } from '../../runners/session/plumbing.ts';
import { type Element, xml } from '../../runners/stanza/element.ts';
import { canonical } from '../../runners/stanza/match.ts';
import { ns } from '../../runners/stanza/namespaces.ts';

const copyOf = (message: Element): Element => xml`
  <message xmlns="${ns.client}" from="juliet@b.example">
    <received xmlns="${ns.carbons}"><forwarded xmlns="${ns.forward}">${message}</forwarded></received>
  </message>`;

describe('the message inside a carbon copy', () => {
  const vow = xml`<vow xmlns="urn:fedcheck:test:vow"/>`;

  it('is as clients write it, whichever content namespace it kept', () => {
    const [ours, theirs] = [ns.client, ns.server].map((namespace) =>
      copiedMessage(copyOf(xml`<message xmlns="${namespace}" id="i1"><body>Ay me!</body>${vow}</message>`)),
    );
    expect(theirs && canonical(theirs)).to.equal(ours && canonical(ours));
    expect(theirs?.getChild('body', ns.client)?.getText()).to.equal('Ay me!');
    expect(theirs?.getChild('vow', 'urn:fedcheck:test:vow')).not.to.equal(undefined);
  });

  it('is in no other message', () => {
    expect(copiedMessage(xml`<message><body>Ay me!</body></message>`)).to.equal(undefined);
  });
});
