import { requirements, rfc } from '../../runners/index.ts';

requirements(rfc(6120), [
  {
    id: 'RFC6120-5.2-1',
    section: '5.2',
    level: ['MUST NOT', 'security', 'policy'],
    sentence:
      'A client can encrypt its connection, is never invited to send a password in clear, and finds SCRAM after TLS.',
    accountable: 'homeServer',
    article: '7(3)',
    features: [
      'tls-support',
      'tls-restart',
      'tls-certs',
      'security-mti-auth-scram',
      'security-mti-both-plain',
      'security-mti-both-scram',
      'security-mti-confidentiality',
      'stream-negotiation-features',
      'stream-fqdn-resolution',
      'stream-tcp-binding',
    ],
  },
  {
    id: 'RFC6120-6.5.10-1',
    section: '6.5.10',
    level: 'implied',
    sentence: 'A failed login does not tell whether the account exists.',
    accountable: 'homeServer',
    article: '7(8)',
    features: ['sasl-support', 'sasl-errors'],
    untestedPart:
      'Whether an unknown user is shown the same salt each time takes a second failed login, which may lock somebody out; durations are not compared.',
  },
  {
    id: 'RFC6120-7.6.1-1',
    section: '7.6',
    level: 'MUST',
    sentence:
      'A server makes up resources that differ, accepts or overrides a submitted one, and binds none but to the own account.',
    accountable: 'homeServer',
    article: '7(2)(a)(i)',
    features: ['bind-gen', 'bind-support', 'bind-restart', 'sasl-restart', 'stream-negotiation-restart'],
    untestedPart:
      'That a resource cannot be guessed shows in no small sample: two that were made up are only compared.',
  },
  {
    id: 'RFC6120-7.7.2.2-1',
    section: '7.7.2.2',
    level: 'MUST',
    sentence: 'Two sessions never share a full JID: the request is overridden or refused, or the older session ends.',
    accountable: 'homeServer',
    article: '7(2)(a)(i)',
    features: ['bind-support', 'stream-error-generate'],
  },
  {
    id: 'RFC6120-7.1-2',
    section: '7.1',
    level: 'MUST',
    sentence: 'Nobody can send a stanza to others before authenticating and binding a resource.',
    accountable: 'homeServer',
    article: '7(3)',
    critical: true,
    features: ['bind-mtn', 'sasl-mtn', 'stream-negotiation-complete'],
  },
  {
    id: 'RFC6120-7.1-2a',
    section: '7.1',
    level: 'MUST',
    sentence: 'Who sends a stanza to others before binding a resource loses the stream.',
    accountable: 'homeServer',
    article: '7(3)',
    features: ['bind-mtn', 'stream-error-generate'],
  },
]);
