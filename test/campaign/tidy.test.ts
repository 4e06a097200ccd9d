import { expect } from 'chai';
import { describe, it } from 'mocha';
import { tidyBlocks } from '../../runners/campaign/tidy.ts';
import { childElements, type Element, xml } from '../../runners/stanza/element.ts';
import { ns } from '../../runners/stanza/namespaces.ts';
import { cleanerOn, silence } from '../cleaning/cleaner-on.ts';

const refusal = xml`<error type="auth"><forbidden xmlns="${ns.stanzas}"/></error>`;

/** A server with this blocklist; one that is stubborn refuses to lift a block. */
function serverWith(blocked: string[], stubborn = false) {
  const { cleaner } = cleanerOn((_request, payload): Element | undefined => {
    if (payload.name === 'unblock') {
      if (stubborn) return refusal;
      const lifted = childElements(payload).map(({ attrs }) => String(attrs.jid));
      blocked = blocked.filter((jid) => lifted.length > 0 && !lifted.includes(jid)); // An empty one lifts everything.
      return undefined;
    }
    const blocklist = xml`<blocklist xmlns="${ns.blocking}"/>`;
    for (const jid of blocked) blocklist.c('item', { jid });
    return blocklist;
  });
  return { cleaner, blocked: () => blocked };
}

describe('what an account blocks of the plan', () => {
  it('is lifted, whatever the user blocks besides stays', async () => {
    const server = serverWith(['bob@beta.example', 'Carol@alpha.example/phone', 'nuisance@beta.example']);
    expect(await tidyBlocks(server.cleaner)).to.equal('');
    expect(server.blocked()).to.deep.equal(['nuisance@beta.example']);
  });

  it('is named where it is a whole service', async () => {
    const server = serverWith(['beta.example', 'bob@beta.example']);
    expect(await tidyBlocks(server.cleaner)).to.equal(
      'alice@alpha.example blocks beta.example; lift this with a client of that account',
    );
    expect(server.blocked()).to.deep.equal(['beta.example']);
  });

  it('is named where the server does not lift it', async () => {
    const { cleaner } = serverWith(['bob@beta.example'], true);
    expect(await tidyBlocks(cleaner)).to.match(/^alice@alpha.example blocks bob@beta.example;/);
  });

  it('is not known where the server does not answer', async () => {
    expect(await tidyBlocks(cleanerOn(() => silence).cleaner)).to.equal('');
  });
});
