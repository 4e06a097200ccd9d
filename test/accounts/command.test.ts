import { expect } from 'chai';
import { describe, it } from 'mocha';
import { type Command, Declined, execute, rehearse } from '../../runners/accounts/command.ts';
import { Secret } from '../../runners/config/plan.ts';
import { parseElement } from '../../runners/stanza/element.ts';
import { ConnectionError, type Stream } from '../../runners/transport/stream.ts';
import { fakeStream } from '../session/fake-stream.ts';

const command: Command = {
  domain: 'alpha.example',
  node: 'add-user',
  deadlineMs: 50,
  values: new Map([['accountjid', 'fedcheck-1@alpha.example']]),
  needed: ['accountjid'],
  account: { jid: 'fedcheck-1@alpha.example', password: new Secret('known-secret') },
};
const form = (...names: string[]): string =>
  `<x xmlns='jabber:x:data' type='form'>${names.map((name) => `<field var='${name}'><required/></field>`).join('')}</x>`;
const stage = (status: string, content = ''): string =>
  `<command xmlns='http://jabber.org/protocol/commands' node='add-user' sessionid='s1' status='${status}'>${content}</command>`;

/** A server that gives one answer after the other. */
function answering(...answers: readonly string[]): {
  readonly stream: Stream;
  readonly written: () => readonly string[];
} {
  const left = [...answers];
  const stream = fakeStream('admin@alpha.example/x', (request) => {
    const id = String(request.attrs.id);
    const answer = left.shift() ?? stage('completed');
    const type = answer.startsWith('<error') ? 'error' : 'result';
    const reply = `<iq xmlns='jabber:client' type='${type}' id='${id}' from='alpha.example'>${answer}</iq>`;
    queueMicrotask(() => stream.onElement(parseElement(reply)));
  });
  const written = (): readonly string[] =>
    stream.written.map((iq) => {
      const { action, sessionid = '-' } = iq.getChild('command')?.attrs ?? {};
      return `${String(action)} ${String(sessionid)}${iq.getChild('command')?.getChild('x') ? ' form' : ''}`;
    });
  return { stream, written };
}

async function declined(act: Promise<void>): Promise<string> {
  const outcome: unknown = await act.catch((error: unknown) => error);
  return outcome instanceof Declined ? outcome.message : expect.fail(`not declined, but ${String(outcome)}`);
}

const nothing = (): undefined => undefined;

describe('an ad-hoc command', () => {
  it('goes through its stages by the actions that each offers', async () => {
    const next = `${form('accountjid')}<actions execute='next'><next/></actions>`;
    const { stream, written } = answering(stage('executing', next), stage('executing', form('accountjid')));
    let begun = 0;
    await execute(stream, command, () => (begun += 1));
    expect(written()).to.deep.equal(['execute -', 'next s1 form', 'complete s1 form']);
    expect(begun).to.equal(2);
  });

  it('that completes with a note of an error was declined, and a password in it is not told', async () => {
    const note = "<note type='error'>known-secret is&#10;too weak</note>";
    const { stream } = answering(stage('executing', form('accountjid')), stage('completed', note));
    expect(await declined(execute(stream, command, nothing))).to.equal(
      'answered the command add-user with "*** is\\ntoo weak"',
    );
  });

  it('that is not allowed was declined with the condition', async () => {
    const { stream } = answering("<error type='auth'><forbidden xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>");
    expect(await declined(execute(stream, command, nothing))).to.equal('answered the command add-user with forbidden');
  });

  it('whose form asks for more than there is is cancelled', async () => {
    const { stream, written } = answering(stage('executing', form('accountjid', 'email')));
    let begun = false;
    expect(await declined(execute(stream, command, () => (begun = true)))).to.contain('requires the field email');
    expect(written()).to.deep.equal(['execute -', 'cancel s1']);
    expect(begun).to.equal(false);
  });

  it('that never completes is given up, though it may have been carried out', async () => {
    const { stream, written } = answering(...Array.from({ length: 9 }, () => stage('executing', form('accountjid'))));
    const outcome: unknown = await execute(stream, command, nothing).catch((error: unknown) => error);
    expect(outcome).to.be.instanceOf(ConnectionError).and.to.include({ code: 'command-unfinished' });
    expect(written()).to.have.lengthOf(6);
  });

  it('is rehearsed without effect', async () => {
    const { stream, written } = answering(stage('executing', form('accountjid')));
    await rehearse(stream, command);
    expect(written()).to.deep.equal(['execute -', 'cancel s1']);
  });
});
