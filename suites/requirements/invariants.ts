import { requirements, rfc, xep } from '../../runners/index.ts';

/** What is checked on every stanza that any session receives, and reported once. */

requirements(rfc(6120), [
  {
    id: 'G1',
    section: '8.3.2',
    level: 'MUST',
    sentence: 'Every stanza error has a legal type and one defined condition',
    accountable: 'both',
    features: ['stanza-error', 'stanza-error-child'],
  },
  {
    id: 'G2',
    section: '8.1.2.1',
    level: 'MUST NOT',
    sentence: 'What another entity sent says whom it is from, and that is somebody who takes part',
    accountable: 'both',
    article: '7(3)',
    features: ['stanza-attribute-from', 'stanza-attribute-from-stamp'],
  },
  {
    id: 'G3',
    section: '8.1.1.1',
    level: 'security',
    sentence: 'No client gets what is addressed to another account',
    accountable: 'recipientServer',
    article: '7(3)',
    features: ['stanza-attribute-to'],
  },
  {
    id: 'G4',
    section: '10.1',
    level: 'implied',
    sentence: 'No message or request reaches a resource twice',
    accountable: 'both',
  },
  {
    id: 'G5',
    section: '4.8.3',
    level: 'MUST NOT',
    sentence: 'Stanzas reach clients in the namespace of clients, whatever servers use between them',
    accountable: 'both',
    features: ['xml-namespace-content-client', 'xml-namespace-content-server'],
  },
  {
    id: 'G8',
    section: '13.10.1',
    level: 'MUST NOT',
    sentence: "No stanza that a server writes shows the network address of somebody else's client",
    accountable: 'both',
    article: '7(8)',
    untestedPart: 'only addresses of our own clients can be recognised, and host names are not looked for',
  },
  {
    id: 'G9',
    section: '8.3.1',
    level: 'MUST',
    sentence: 'Every error for a message or request has its id, and carries no copy of what was too large',
    accountable: 'both',
    features: ['stanza-error-id'],
    untestedPart: 'presence errors are left out: servers send presence without an id of their own accord',
  },
]);

requirements(rfc(6121), [
  {
    id: 'G6',
    section: '2.1.6',
    level: 'MUST',
    sentence: "Each roster push has exactly one item and comes from the user's own account",
    accountable: 'homeServer',
    features: ['roster-push'],
  },
]);

requirements(xep('0203', '2.0'), [
  {
    id: 'G7',
    section: '2',
    level: 'MUST',
    sentence: 'The stamp of a delayed stanza is a time in UTC',
    accountable: 'both',
  },
]);

requirements({ specification: 'Regulation (EU) 2022/1925', version: '' }, [
  {
    id: 'G10',
    section: '7(8)',
    level: 'policy',
    sentence: "No service asks another one's clients for more than the exchange needs",
    accountable: 'both',
    article: '7(8)',
  },
]);
