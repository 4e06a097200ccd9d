import { conformanceFeatures, rfc } from '../../../runners/index.ts';

/** RFC 7622, section 8. */

conformanceFeatures(rfc(7622), [
  {
    id: 'address-domain-length',
    description: 'A domainpart has 1 to 1023 octets and keeps to the limits of DNS.',
    section: '3.2',
    server: 'MUST',
    client: 'SHOULD',
  },
  {
    id: 'address-domain-prep',
    description: 'A domainpart keeps to IDNA2008, in lower case and without A-labels.',
    section: '3.2',
    server: 'MUST',
    client: 'SHOULD',
  },
  {
    id: 'address-localpart-length',
    description: 'A localpart has 1 to 1023 octets.',
    section: '3.3',
    server: 'MUST',
    client: 'SHOULD',
  },
  {
    id: 'address-localpart-prep',
    description: 'A localpart keeps to the PRECIS profile UsernameCaseMapped.',
    section: '3.3',
    server: 'MUST',
    client: 'SHOULD',
  },
  {
    id: 'address-resource-length',
    description: 'A resourcepart has 1 to 1023 octets.',
    section: '3.4',
    server: 'MUST',
    client: 'SHOULD',
  },
  {
    id: 'address-resource-prep',
    description: 'A resourcepart keeps to the PRECIS profile OpaqueString.',
    section: '3.4',
    server: 'MUST',
    client: 'SHOULD',
  },
]);
