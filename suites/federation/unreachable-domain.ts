import {
  advisory,
  amend,
  describe,
  type Element,
  errorTo,
  expect,
  online,
  rename,
  rewrite,
  rfc,
  scenario,
  strip,
} from '../../runners/index.ts';
import { chatTo, judgeConditions, nowhere, patience, policyIn, queryTo } from './unroutable.ts';

const rfc6120 = rfc(6120);
const either = ['remote-server-not-found', 'remote-server-timeout'] as const;

const timeout = rfc6120.must(
  '10.4.3',
  'remote-server-not-found is for domains that do not resolve (graded as a warning: the sender learns of the failure)',
);

describe('Notices of failed delivery', '7(2)(a)(i)', () => {
  scenario(
    'reports to the sender that no stream can be opened to a domain that exists',
    {
      id: 'rfc6120.10.4.3.unreachable-domain',
      requirement: rfc6120.must(
        '10.4.3',
        'If resolution succeeds but streams cannot be negotiated, the stanza error MUST be remote-server-timeout',
      ),
      covers: ['RFC6120-10.4.3-2', 'RFC6120-10.4.3-3'],
      given: { romeo: online('senderServer') },
      accountable: 'senderServer',
      fault: [
        amend('turns the condition into <item-not-found>', 'error', (error) => {
          error.attrs.type = 'cancel';
          for (const name of either) for (const condition of error.getChildren(name)) condition.name = 'item-not-found';
        }),
        strip('error'),
        advisory(rename('remote-server-timeout', 'remote-server-not-found')),
      ],
      impact: 'degraded',
      unreachable: true,
    },
    async ({ romeo }, story) => {
      const request = await romeo.send(queryTo(`x@${story.unreachableDomain()}`));
      const message = await romeo.send(chatTo(`x@${story.unreachableDomain()}`));
      const errors: Element[] = [];
      for (const sent of [request, message]) {
        // How long a server may try is said nowhere, so silence tells nothing.
        const error = await romeo.receive(errorTo(sent), patience(romeo));
        errors.push(error);

        const policy = policyIn(error);
        if (policy !== undefined) {
          // Who refuses every unlisted domain refuses one that does not exist in the same words.
          const control = await romeo.receive(errorTo(await romeo.send(queryTo(nowhere()))), patience(romeo));
          const answered = `the server answered ${policy}, as one may that federates with listed domains only`;
          if (policyIn(control) === policy) story.notApplicable(`${answered}; so it did for another unlisted domain`);
          story.inconclusive(`${answered}; but not for another unlisted domain`);
        }
      }
      await judgeConditions(errors, 'remote-server-timeout', timeout, story);
    },
  );

  scenario(
    'sends the error for a domain that cannot be reached with the addresses swapped',
    {
      id: 'rfc6120.8.3.1.unreachable-addresses-swapped',
      requirement: rfc6120.should(
        '8.3.1',
        "The error stanza SHOULD simply swap the 'from' and 'to' addresses from the generated stanza",
      ),
      covers: 'RFC6120-10.4.3-3',
      given: { romeo: online('senderServer') },
      accountable: 'senderServer',
      fault: [rewrite('iq', { from: 'montague.example' }), rewrite('message', { to: 'mercutio@montague.example' })],
      impact: 'none',
      unreachable: true,
    },
    async ({ romeo }, story) => {
      for (const stanza of [queryTo, chatTo].map((make) => make(`x@${story.unreachableDomain()}`))) {
        const sent = await romeo.send(stanza);
        const what = `an error for the ${stanza.name}`;
        const error = await romeo.receive(
          { what, matches: ({ attrs }) => attrs.id === sent.id && attrs.type === 'error' },
          patience(romeo),
        );

        expect(error.attrs.from, 'the sender of the error').to.equal(stanza.attrs.to);
        // What a server generates itself may leave out 'to' (RFC 6120, section 8.1.1.1).
        expect([sent.from, undefined], 'addressees of the error').to.include(error.attrs.to);
      }
    },
  );
});
