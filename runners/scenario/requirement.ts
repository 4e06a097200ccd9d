import type { Level, Requirement } from '../../reports/model/record.ts';

const sentenceAt =
  (specification: string, version: string, prefix: string) =>
  (level: Level) =>
  (section: string, anchor: string | undefined, sentence: string): Requirement => ({
    id: `${prefix}.${section}`,
    specification,
    version,
    section,
    ...(anchor === undefined ? {} : { anchor }),
    level,
    sentence,
  });

/** Requirements of an RFC, cited by section: `rfc(6121).must('8.5.1', 'sentence')`. */
export function rfc(number: number) {
  const at = sentenceAt(`RFC ${String(number)}`, '', `rfc${String(number)}`);
  const level = (name: Level) => (section: string, sentence: string) => at(name)(section, undefined, sentence);
  return {
    specification: `RFC ${String(number)}`,
    version: '',
    must: level('MUST'),
    mustNot: level('MUST NOT'),
    should: level('SHOULD'),
    shouldNot: level('SHOULD NOT'),
    may: level('MAY'),
  };
}

/** Requirements of one version of a XEP, cited by section and anchor: `xep('0045', '1.35.5').must('7.2.2', 'enter-pres', 'sentence')`. */
export function xep(number: string, version: string) {
  const at = sentenceAt(`XEP-${number}`, version, `xep${number}`);
  return {
    specification: `XEP-${number}`,
    version,
    must: at('MUST'),
    mustNot: at('MUST NOT'),
    should: at('SHOULD'),
    shouldNot: at('SHOULD NOT'),
    may: at('MAY'),
  };
}
