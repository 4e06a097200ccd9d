/**
 * The plan file that `fedcheck init` writes: what is needed stands, what may be added is commented out. A line of prose begins
 * with '# ', a key to be had with '#' alone.
 */
export const planTemplate = `# Plan of a fedcheck run: two services, and what is to be done with them.
# What is commented out is optional. fedcheck run --config plan.yaml --print-config shows what is in effect, and from where.

a:
  # An account that is used for nothing else. Its password never stands in this file.
  jid: alice@alpha.example
  password: { env: FEDCHECK_A_PASSWORD }       # or { file: path }, or { stdin: true }
  # Further accounts: three a side unlock the scenarios with several people, and the controls that decide who is at fault.
  #others:
  #  - { jid: carol@alpha.example, password: { env: FEDCHECK_A2_PASSWORD } }
  # Where to connect; by default the SRV records of the domain say so. xmpps:// is direct TLS.
  #connect: xmpps://im.alpha.example:5223
  # A certificate authority to trust besides the system's.
  #ca: alpha-ca.pem
  # The room service; by default it is discovered.
  #services: { muc: rooms.alpha.example }
  # What the provider says of its own service. A function that is declared and missing across federation fails the run.
  #claims:
  # Functions that its own users have (fedcheck names those that there are if one is misspelt).
  #  functions: [text, receipts, groups, group-history, blocking]
  #  encryption: { scheme: OMEMO, byDefault: true }
  #  limits: { stanzaBytes: 262144, fileBytes: 104857600, messagesPerSecond: 10 }
  # Dates of the designation as gatekeeper and of the request to interoperate (DMA, Articles 3 and 7(5)). Without a
  # request no level is due.
  #  designated: 2023-09-05
  #  requested: 2024-03-07
  #  referenceOffer: { url: "https://alpha.example/interoperability", version: "1" }
  # Extensions or exemptions that were granted (DMA, Article 7(6)).
  #  exemptions:
  #    - { reference: "decision and date", functions: [group-history] }
  # Answers to the questions of the profiles.
  #  statements: { agreements: "no contract, no fee" }
  # The DOAP file of the product, as the XMPP software list takes it (XEP-0453).
  #  doap: product.doap

b:
  # Or have accounts made for the run, and deleted after it: by in-band registration, or by an administrator.
  #domain: beta.example
  #accounts: { make: register }
  jid: bob@beta.example
  password: { env: FEDCHECK_B_PASSWORD }

# A third service, of which nothing is judged. A story that breaks between the two, and inside neither, is played between
# each of them and this one, which shows who is at fault. It takes the same keys, but for claims; three accounts are best.
#reference:
#  jid: carol@gamma.example
#  password: { env: FEDCHECK_REFERENCE_PASSWORD }

#run:
# Account sets that work side by side; each takes three accounts a side.
#  lanes: 1
# Bound of every wait; never part of the logic.
#  deadline: 15s
#  scenarios: ["rfc6121.*"]
#  exclude: []
#  heavy: false
`;
